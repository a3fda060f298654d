"""Goods cards: what never changes about a version is drawn once, price and stock are filled in each time."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from zhanggui.domain.catalog.models import GoodsVersion, Picture
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.design.shown import money_text, number_text, price_html
from zhanggui.surfaces.storefront.pictures import picture_html
from zhanggui.surfaces.storefront.shelf import OnShelf

FEW = 10
SIZES = "(max-width: 640px) 46vw, 15rem"
"""How wide a card's picture is: browsers choose the file by it."""
BLANK = '<span class="goods-picture"></span>'
_kept: Kept[str] = Kept(size=20_000, seconds=3600)
_tails: Kept[str] = Kept(size=20_000, seconds=3600)


def draw(goods: Sequence[OnShelf]) -> SafeString:
    """The cards of a list, in its order."""
    language = get_language()
    heads = _heads([one.version_id for one in goods], language)
    return mark_safe("".join(heads[one.version_id] + _tail(one, language) for one in goods))  # noqa: S308


def _heads(versions: Iterable[UUID], language: str | None) -> dict[UUID, str]:
    found = {version: _kept.find((version, language)) for version in versions}
    missing = [version for version, head in found.items() if head is None]
    if missing:
        for row in _read(missing):
            found[row["id"]] = _kept.keep((row["id"], language), _head(row))
    return {version: head or "" for version, head in found.items()}


def _read(versions: Sequence[UUID]) -> Iterable[dict[str, Any]]:
    first = Picture.objects.filter(version_id=OuterRef("id")).order_by("position").values("small")[:1]
    rows = GoodsVersion.objects.filter(id__in=versions).annotate(picture=Subquery(first))
    found = rows.values("id", "name", "brand", "goods__number", "picture")
    return cast(Iterable[dict[str, Any]], found)


def _head(row: dict[str, Any]) -> str:
    number, name = escape(row["goods__number"]), escape(row["name"])
    address = reverse("storefront:goods", args=[row["goods__number"]])
    picture = picture_html(str(row["picture"]), sizes=SIZES, css="goods-picture") if row["picture"] else BLANK
    return (
        f'<li class="goods"><a class="goods-link" href="{address}">{picture}'
        f'<span class="goods-brand">{escape(row["brand"])}</span><h3 class="goods-name">{name}</h3></a>'
        f'<div class="goods-foot" data-item="{number}">'
    )


def _tail(goods: OnShelf, language: str | None) -> str:
    left = min(max(goods.left, 0), FEW + 1)
    tenths = round(10 * goods.stars / goods.ratings) if goods.ratings else 0
    key = (goods.price_fen, goods.reference_fen, goods.prices > 1, left, tenths, goods.ratings, language)
    return _tails.find(key) or _tails.keep(key, _drawn_tail(goods, left, tenths))


def _drawn_tail(goods: OnShelf, left: int, tenths: int) -> str:
    since = f'<span class="quiet small">{gettext("from")}</span>' if goods.prices > 1 else ""
    was = f'<span class="price-was">{money_text(goods.reference_fen)}</span>' if goods.reference_fen else ""
    rated = stars_html(tenths, goods.ratings) if goods.ratings else ""
    return f"<span>{price_html(goods.price_fen)}{since} {was}</span>{stock_html(left)}{rated}</div></li>"


def stars_html(tenths: int, ratings: int) -> SafeString:
    """What buyers think, in one line: 4.7 of 5, and how many said so."""
    words = ngettext(
        "%(stars)s of 5 stars, %(ratings)s rating", "%(stars)s of 5 stars, %(ratings)s ratings", ratings
    ) % {"stars": f"{tenths / 10:.1f}", "ratings": number_text(ratings)}
    return format_html(
        '<span class="goods-stars" role="img" aria-label="{}"><b aria-hidden="true">★ {}</b>'
        '<small aria-hidden="true">{}</small></span>',
        words,
        f"{tenths / 10:.1f}",
        number_text(ratings),
    )


def stock_html(left: int) -> SafeString:
    """A few words about the stock: exact when it matters, and never invented (TV-07)."""
    if left <= 0:
        return format_html('<span class="badge tone-neutral">{}</span>', gettext("Sold out"))
    if left <= FEW:
        words = ngettext("Only %(left)d left", "Only %(left)d left", left) % {"left": left}
        return format_html('<span class="badge tone-waiting">{}</span>', words)
    return format_html('<span class="goods-stock">{}</span>', gettext("In stock"))

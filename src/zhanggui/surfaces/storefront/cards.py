"""Goods cards: what never changes about a version is drawn once, price and stock are filled in each time."""

from collections.abc import Sequence
from functools import cache
from html import escape
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from zhanggui.schema.prepared import fetch
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.design.shown import money_text, number_text, price_html
from zhanggui.surfaces.storefront.pictures import picture_html
from zhanggui.surfaces.storefront.shelf import OnShelf

FEW = 10
SIZES = "(max-width: 640px) 46vw, 15rem"
"""How wide a card's picture is: browsers choose the file by it."""
NUMBER = "__number__"
BLANK = '<span class="goods-picture"></span>'
_kept: Kept[str] = Kept(size=20_000, seconds=3600)
_tails: Kept[str] = Kept(size=20_000, seconds=3600)


def draw(goods: Sequence[OnShelf]) -> SafeString:
    """The cards of a list, in its order."""
    language = get_language()
    heads = _heads([one.version_id for one in goods], language)
    return mark_safe("".join(heads[one.version_id] + _tail(one, language) for one in goods))  # noqa: S308


def _heads(versions: Sequence[UUID], language: str | None) -> dict[UUID, str]:
    found = {version: _kept.find((version, language)) for version in versions}
    missing = [version for version, head in found.items() if head is None]
    if missing:
        for version, *row in fetch(HEADS, {"versions": missing}):
            found[version] = _kept.keep((version, language), _head(*row))
    return {version: head or "" for version, head in found.items()}


HEADS = """
SELECT version.id, goods.number, version.name, version.brand,
       (SELECT picture.small FROM catalog_picture picture
         WHERE picture.version_id = version.id ORDER BY picture.position LIMIT 1)
  FROM catalog_goodsversion version JOIN catalog_goods goods ON goods.id = version.goods_id
 WHERE version.id = ANY (%(versions)s::uuid[])
"""


def _head(goods_number: str, name: str, brand: str, picture: UUID | None) -> str:
    number = escape(goods_number)
    drawn = picture_html(str(picture), sizes=SIZES, css="goods-picture") if picture else BLANK
    return (
        f'<li class="goods"><a class="goods-link" href="{_address(goods_number)}">{drawn}'
        f'<span class="goods-brand">{escape(brand)}</span><h3 class="goods-name">{escape(name)}</h3></a>'
        f'<div class="goods-foot" data-item="{number}">'
    )


def _address(number: str) -> str:
    return _pattern().replace(NUMBER, quote(number))


@cache
def _pattern() -> str:
    """The address of goods, asked once: a thousand cards a second ask for theirs."""
    return reverse("storefront:goods", args=[NUMBER])


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

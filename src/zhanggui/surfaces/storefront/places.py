"""Columns as they stand on a page: which, for whom, and how each of them is drawn.

What stands, and which goods a list names, is read every twenty seconds; price, stock, what is on air and
whether an advertisement may be shown are of the moment. So a home page asks four statements, however many
columns it has.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.on_air import ShownSlot
from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.columns.queries import Standing, allowed, keys_of, standing
from zhanggui.domain.columns.rules import LIST_MAX, Content, audiences
from zhanggui.domain.columns.states import Audience, ColumnKind, GoodsOrder, Place
from zhanggui.domain.sales.queries import has_ordered
from zhanggui.identity.actor import HOUSE
from zhanggui.kernel import clock
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import cards, categories, doors, finding, licensing, shelf
from zhanggui.surfaces.storefront.finding import Wish
from zhanggui.surfaces.storefront.frames import TOKEN

SECONDS = 20
"""So long a page may stand without a column that was just approved, or with one just taken down."""
LIVE_MAX, COMING = 2, 5
ORDERS = {
    GoodsOrder.NEWEST: "newest",
    GoodsOrder.SALES: "sales",
    GoodsOrder.RATING: "rating",
    GoodsOrder.CHEAPEST: "cheap",
}
_standing: Kept[list[Standing]] = Kept(size=2_000, seconds=SECONDS)
_keys: Kept[set[str]] = Kept(size=8, seconds=SECONDS)
_named: Kept[list[UUID]] = Kept(size=2_000, seconds=SECONDS)
_coming: Kept[list[ShownSlot]] = Kept(size=8, seconds=SECONDS)
_drawn: Kept[str] = Kept(size=2_000, seconds=60)


def forget() -> None:
    """Read and draw anew next time."""
    for kept in (_standing, _keys, _named, _coming, _drawn):
        kept.forget()


def of_reader(request: HttpRequest) -> frozenset[Audience]:
    """The audiences the reader belongs to. Nobody is looked up for a visitor."""
    if not doors.is_customer(request):
        return audiences(signed_in=False, has_ordered=False)
    return audiences(signed_in=True, has_ordered=has_ordered(doors.actor_of(request).account_id))


def drawn(request: HttpRequest, place: Place, keys: Sequence[str] = ("",), *, at: datetime) -> SafeString:
    """The columns of this place as the reader sees them now."""
    if place == Place.SEARCH and _keys.get(place, lambda: keys_of(place)).isdisjoint(keys):
        # Most words have no column of their own: that is known of all of them at once.
        return SafeString()
    readers = of_reader(request)
    key = (place, tuple(keys), readers)
    columns = _standing.get(key, lambda: standing(place, at=at, audiences=readers, keys=list(keys)))
    if place == Place.HOME and not columns:
        columns = furnished()
    return draw(columns, at=at)


def furnished() -> list[Standing]:
    """What a home page shows before anybody has written a column: only what the house itself can say."""
    titles = {
        ColumnKind.LIVE: gettext("On air now"),
        ColumnKind.CATEGORIES: gettext("Categories"),
        ColumnKind.GUIDE: gettext("Coming up"),
        ColumnKind.GOODS: gettext("New on the shelf"),
    }
    return [
        Standing(
            column_id=HOUSE,
            version_id=HOUSE,
            code=kind.value,
            title=title,
            kind=kind,
            audience=Audience.EVERYBODY,
            position=position,
            content=Content(limit=LIST_MAX),
        )
        for position, (kind, title) in enumerate(titles.items())
    ]


def draw(columns: Sequence[Standing], *, at: datetime) -> SafeString:
    """These columns in their order; all their goods are offered in one statement.

    A banner is drawn only while its advertisement may be shown: that is asked each time (B-5.1.4).
    """
    columns = allowed(columns, at)
    named = {one.version_id: goods_of(one) for one in columns if one.kind == ColumnKind.GOODS}
    wanted = dict.fromkeys(goods for ids in named.values() for goods in ids)
    offers = {offer.goods_id: offer for offer in shelf.offered(list(wanted), at=at)}
    parts = []
    for one in columns:
        if one.kind == ColumnKind.GOODS:
            shown = [offers[goods] for goods in named[one.version_id] if goods in offers]
            parts.append(_listed(one, str(cards.draw(shown[: one.content.limit]))) if shown else "")
        else:
            parts.append(_part(one, at))
    return mark_safe("".join(parts))  # noqa: S308


def goods_of(column: Standing) -> list[UUID]:
    """The goods of a list: put together by hand, in that order, or found by its rule."""
    return _named.get(column.version_id, lambda: _named_now(column))


def _named_now(column: Standing) -> list[UUID]:
    content = column.content
    if content.numbers:
        known = dict(Goods.objects.filter(number__in=content.numbers).values_list("number", "id"))
        return [known[number] for number in content.numbers if number in known]
    facets = (f"c:{content.category}",) if content.category else ()
    order = ORDERS[GoodsOrder(content.order)]
    return finding.listed(Wish(facets=(*facets, "s"), order=order, limit=content.limit))


def _listed(column: Standing, drawn_cards: str) -> str:
    frame = _kept_part("goods", column, {"cards": "__cards__", "more": _more(column)})
    return frame.replace("__cards__", drawn_cards)


def _more(column: Standing) -> dict[str, str]:
    """Where the whole list stands, for a list that a rule made."""
    content = column.content
    if content.numbers:
        return {}
    return {"category": content.category, "sort": ORDERS[GoodsOrder(content.order)]}


def _part(column: Standing, at: datetime) -> str:
    if column.kind == ColumnKind.LIVE:
        return _live(column, at)
    if column.kind == ColumnKind.GUIDE:
        coming = _coming_up(at)
        return _kept_part(
            "guide", column, {"coming": coming, "token": TOKEN}, tuple(slot.id for slot in coming)
        )
    if column.kind == ColumnKind.CATEGORIES:
        return _kept_part("categories", column, {"roots": categories.roots()})
    if column.kind == ColumnKind.LICENCES:
        return _kept_part("licences", column, {"licences": licensing.papers(), "house": licensing.house()})
    return _kept_part(column.kind.value, column, {})


def _coming_up(at: datetime) -> list[ShownSlot]:
    """What comes next. A preview of another minute asks for itself."""
    return _coming.get(at.replace(second=0, microsecond=0), lambda: on_air.coming(at=at, limit=COMING))


def _showing(at: datetime) -> list[ShownSlot]:
    """What is on air; of a moment to come, what is planned for it."""
    if at <= clock.now():
        return on_air.running(limit=LIVE_MAX)
    return on_air.between(at, at + timedelta(minutes=1), limit=LIVE_MAX)


def _live(column: Standing, at: datetime) -> str:
    """What is on air, with the figures of the moment; between programmes, what comes next."""
    slots = _showing(at)
    coming = _coming_up(at)
    star = next((goods for slot in slots for goods in slot.goods if goods.may_be_bought), None)
    context = {"live": slots[0] if slots else None, "star": star, "others": slots[1:], "coming": coming}
    figures = tuple(goods for slot in slots for goods in slot.goods)
    return _kept_part("live", column, context, (figures, tuple(slot.id for slot in coming)))


def _kept_part(part: str, column: Standing, context: dict[str, Any], key: Any = ()) -> str:
    whole = (part, column.version_id, column.audience, get_language(), key)
    found = _drawn.find(whole)
    if found is not None:
        return found
    template = f"storefront/columns/{part}.html"
    return _drawn.keep(whole, render_to_string(template, {"column": column, **context}))

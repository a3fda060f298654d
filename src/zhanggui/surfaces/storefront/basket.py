"""The basket: in a customer's account, in a visitor's session, shown at the prices of this moment."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.queries import held_for
from zhanggui.domain.catalog.models import Picture
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.carts import Wanted
from zhanggui.domain.sales.operations import choose_lines, merge_cart, put_in_cart, review_cart
from zhanggui.domain.sales.queries import cart_count, cart_lines
from zhanggui.domain.sales.states import Availability
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.storefront.doors import actor_of, is_customer

SESSION_KEY = "basket"
VISITORS_MOST = 20
"""How many lines a visitor's cookie has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the basket with the offer of this moment."""

    wanted: Wanted
    offer: Offer
    slot_goods_id: UUID | None
    left: int
    picture: UUID | None

    @property
    def name(self) -> str:
        """What it is called; its code where nothing is published under a name any more."""
        return self.offer.name or self.offer.sku_code

    @property
    def state(self) -> Availability:
        """How it can be had now."""
        sold = self.offer.may_be_sold and self.offer.amount_fen is not None
        return rules.availability(may_be_sold=sold, left=self.left, wanted=self.wanted.quantity)

    @property
    def may_be_bought(self) -> bool:
        """Whether it can be ordered as it stands."""
        return self.state is Availability.AVAILABLE

    @property
    def chosen(self) -> bool:
        """Whether it is to be ordered this time."""
        return not self.wanted.left_out

    @property
    def amount_fen(self) -> Fen:
        """What the line costs now."""
        return (self.offer.amount_fen or 0) * self.wanted.quantity

    @property
    def has_other_price(self) -> bool:
        """Whether the price is not the one the customer has seen."""
        return self.offer.amount_fen not in (None, self.wanted.announced_fen)

    @property
    def costs_less(self) -> bool:
        """Whether the other price is a lower one."""
        return (self.offer.amount_fen or 0) < self.wanted.announced_fen

    @property
    def programme_is_over(self) -> bool:
        """Whether it was put in from a programme that does not sell it any more."""
        return self.wanted.slot_goods_id is not None and self.slot_goods_id is None

    @property
    def has_news(self) -> bool:
        """Whether anything is different since the customer looked last."""
        return self.has_other_price or self.state != self.wanted.noted

    @property
    def needs_confirmation(self) -> bool:
        """Whether the customer must confirm, for this purchase, that it cannot go back (CP-03)."""
        return self.offer.return_policy == "confirmed_exclusion"

    def as_seen(self) -> Wanted:
        """The line as its customer has seen it now: what cannot be had is left out of the next order."""
        return replace(
            self.wanted,
            announced_fen=self.offer.amount_fen or self.wanted.announced_fen,
            noted=self.state,
            left_out=self.wanted.left_out or not self.may_be_bought,
        )


def parse(key: str, quantity: str, price: str) -> Wanted:
    """What a form says. Raises ``ValueError`` for what no form of ours says."""
    sku, _, slot = key.partition(":")
    number, fen = int(quantity or "1"), int(price or "0")
    if not 0 <= number <= rules.QUANTITY_MAX or not 0 <= fen <= FEN_MAX:
        raise ValueError(key)
    return Wanted(
        sku_id=UUID(sku), slot_goods_id=UUID(slot) if slot else None, quantity=number, announced_fen=fen
    )


def wanted(request: HttpRequest) -> list[Wanted]:
    """What is in the reader's basket."""
    if not is_customer(request):
        return [_read(row) for row in request.session.get(SESSION_KEY, [])]
    return [
        Wanted(
            sku_id=line.sku_id,
            slot_goods_id=line.slot_goods_id,
            quantity=line.quantity,
            announced_fen=line.announced_fen,
            noted=Availability(line.noted),
            left_out=line.left_out_at is not None,
        )
        for line in cart_lines(actor_of(request).account_id)
    ]


def count(request: HttpRequest) -> int:
    """How many different things are in the reader's basket."""
    if not is_customer(request):
        return len(request.session.get(SESSION_KEY, []))
    return cart_count(actor_of(request).account_id)


def put(request: HttpRequest, one: Wanted, *, at: datetime) -> None:
    """Let the basket hold so many of it; none takes it out."""
    if is_customer(request):
        put_in_cart(
            sku_id=one.sku_id,
            slot_goods_id=one.slot_goods_id,
            quantity=one.quantity,
            announced_fen=one.announced_fen,
            by=actor_of(request),
            at=at,
        )
        return
    lines = {other.key: other for other in wanted(request)} | {one.key: one}
    _keep(request, [line for line in lines.values() if line.quantity])


def choose(request: HttpRequest, left_out: Collection[str], *, at: datetime) -> None:
    """Leave these lines out of the next order, and take all the others."""
    lines = wanted(request)
    if is_customer(request):
        places = {line.place for line in lines if line.key in left_out}
        choose_lines(left_out=places, by=actor_of(request), at=at)
    else:
        _keep(request, [replace(line, left_out=line.key in left_out) for line in lines])


def review(request: HttpRequest, shown: Sequence[Line], *, at: datetime) -> None:
    """The reader has seen prices and stock as they are now; what cannot be had is left out."""
    seen = [line.as_seen() for line in shown]
    if is_customer(request):
        review_cart(seen=seen, by=actor_of(request), at=at)
        choose(request, {one.key for one in seen if one.left_out}, at=at)
    else:
        _keep(request, seen)


def carry_over(request: HttpRequest, visitors: Sequence[Wanted], *, by: Actor, at: datetime) -> None:
    """What a visitor had chosen goes into their own cart when they come in."""
    if visitors:
        merge_cart(visitors=visitors, by=by, at=at)
    request.session.pop(SESSION_KEY, None)


def _read(row: Sequence[str]) -> Wanted:
    key, quantity, price, *more = row
    noted, left_out = [*more, "", ""][:2]
    return replace(
        parse(key, quantity, price), noted=Availability(noted or "available"), left_out=bool(left_out)
    )


def _keep(request: HttpRequest, lines: Sequence[Wanted]) -> None:
    request.session[SESSION_KEY] = [
        [w.key, str(w.quantity), str(w.announced_fen), w.noted.value, "1" if w.left_out else ""]
        for w in lines[-VISITORS_MOST:]
    ]


def priced(chosen: Sequence[Wanted], *, by: Actor, at: datetime) -> list[Line]:
    """The lines with their offers, stock and pictures. A slot that is over sells at the shelf's price.

    What is held for this customer, whose turn in a waiting list has come, is theirs though it is sold out.
    """
    if not chosen:
        return []
    aired = [one.slot_goods_id for one in chosen if one.slot_goods_id is not None]
    held = held_for(by, aired, at=at) if aired else {}
    running = [goods for slot in on_air.running() for goods in slot.goods if not goods.off_air]
    shown = {goods.id for goods in running if goods.may_be_bought or goods.id in held}
    slots = {one.key: one.slot_goods_id if one.slot_goods_id in shown else None for one in chosen}
    skus = [one.sku_id for one in chosen]
    shelf = offers_of(skus, at=at)
    air = offers_of(skus, at=at, from_slot=True) if any(slots.values()) else shelf
    sources = {one.key: claims.source(one.sku_id, slots[one.key]) for one in chosen}
    mine = {one.key: held.get(slot, 0) for one in chosen if (slot := slots[one.key]) is not None}
    stock = ledger.balances(sources.values())
    pictures = pictures_of(offer.version_id for offer in shelf.values() if offer.version_id)
    lines = []
    for one in chosen:
        offer = (air if slots[one.key] else shelf).get(one.sku_id)
        if offer is not None:
            left = stock[sources[one.key]].available + mine.get(one.key, 0)
            picture = pictures.get(offer.version_id) if offer.version_id else None
            lines.append(
                Line(wanted=one, offer=offer, slot_goods_id=slots[one.key], left=left, picture=picture)
            )
    return lines


def pictures_of(versions: Iterable[UUID]) -> dict[UUID, UUID]:
    """The first picture of each of these versions."""
    rows = Picture.objects.filter(version_id__in=set(versions)).order_by("version_id", "-position")
    return dict(rows.values_list("version_id", "small"))

"""The basket: in a customer's account, in a visitor's session, shown at the prices of this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.catalog.models import Picture
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.domain.sales.operations import put_in_cart
from zhanggui.domain.sales.queries import cart_lines
from zhanggui.domain.sales.rules import QUANTITY_MAX
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.storefront.doors import actor_of, is_customer

SESSION_KEY = "basket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """So many pieces of one SKU, from a slot or from the shelf, at the price that was seen."""

    sku_id: UUID
    slot_goods_id: UUID | None
    quantity: int
    announced_fen: Fen

    @property
    def key(self) -> str:
        """The name of the line in forms."""
        return f"{self.sku_id}:{self.slot_goods_id}" if self.slot_goods_id else str(self.sku_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the basket with the offer of this moment."""

    wanted: Wanted
    offer: Offer
    slot_goods_id: UUID | None
    left: int
    picture: UUID | None

    @property
    def may_be_bought(self) -> bool:
        """Whether it can be ordered as it stands."""
        return self.offer.may_be_sold and self.left >= self.wanted.quantity

    @property
    def amount_fen(self) -> Fen:
        """What the line costs now."""
        return (self.offer.amount_fen or 0) * self.wanted.quantity

    @property
    def has_other_price(self) -> bool:
        """Whether the price is not the one that was seen when it was put in."""
        return self.offer.amount_fen != self.wanted.announced_fen

    @property
    def needs_confirmation(self) -> bool:
        """Whether the customer must confirm, for this purchase, that it cannot go back (CP-03)."""
        return self.offer.return_policy == "confirmed_exclusion"


def parse(key: str, quantity: str, price: str) -> Wanted:
    """What a form says. Raises ``ValueError`` for what no form of ours says."""
    sku, _, slot = key.partition(":")
    number, fen = int(quantity or "1"), int(price or "0")
    if not 0 <= number <= QUANTITY_MAX or not 0 <= fen <= FEN_MAX:
        raise ValueError(key)
    return Wanted(
        sku_id=UUID(sku), slot_goods_id=UUID(slot) if slot else None, quantity=number, announced_fen=fen
    )


def wanted(request: HttpRequest) -> list[Wanted]:
    """What is in the reader's basket."""
    if not is_customer(request):
        return [parse(*row) for row in request.session.get(SESSION_KEY, [])]
    return [
        Wanted(
            sku_id=line.sku_id,
            slot_goods_id=line.slot_goods_id,
            quantity=line.quantity,
            announced_fen=line.announced_fen,
        )
        for line in cart_lines(actor_of(request).account_id)
    ]


def put(request: HttpRequest, one: Wanted, *, at: datetime) -> None:
    """Let the basket hold so many of it; none takes it out."""
    if is_customer(request):
        _put(one, by=actor_of(request), at=at)
        return
    others = [other for other in wanted(request) if other.key != one.key]
    kept = [*others, one] if one.quantity else others
    request.session[SESSION_KEY] = [[w.key, str(w.quantity), str(w.announced_fen)] for w in kept[-20:]]


def carry_over(request: HttpRequest, visitors: Iterable[Wanted], *, by: Actor, at: datetime) -> None:
    """What a visitor had chosen goes into their own cart when they come in."""
    for one in visitors:
        _put(one, by=by, at=at)
    request.session.pop(SESSION_KEY, None)


def _put(one: Wanted, *, by: Actor, at: datetime) -> None:
    put_in_cart(
        sku_id=one.sku_id,
        slot_goods_id=one.slot_goods_id,
        quantity=one.quantity,
        announced_fen=one.announced_fen,
        by=by,
        at=at,
    )


def priced(chosen: list[Wanted], *, at: datetime) -> list[Line]:
    """The lines with their offers, stock and pictures. A slot that is over sells at the shelf's price."""
    if not chosen:
        return []
    shown = {goods.id for slot in on_air.running() for goods in slot.goods if goods.may_be_bought}
    slots = {one.key: one.slot_goods_id if one.slot_goods_id in shown else None for one in chosen}
    skus = [one.sku_id for one in chosen]
    shelf = offers_of(skus, at=at)
    air = offers_of(skus, at=at, from_slot=True) if any(slots.values()) else shelf
    sources = {one.key: claims.source(one.sku_id, slots[one.key]) for one in chosen}
    stock = ledger.balances(sources.values())
    pictures = _pictures({offer.version_id for offer in shelf.values() if offer.version_id})
    lines = []
    for one in chosen:
        offer = (air if slots[one.key] else shelf).get(one.sku_id)
        if offer is not None and offer.version_id is not None:
            left = stock[sources[one.key]].available
            picture = pictures.get(offer.version_id)
            lines.append(
                Line(wanted=one, offer=offer, slot_goods_id=slots[one.key], left=left, picture=picture)
            )
    return lines


def _pictures(versions: set[UUID]) -> dict[UUID, UUID]:
    rows = Picture.objects.filter(version_id__in=versions).order_by("version_id", "-position")
    return dict(rows.values_list("version_id", "small"))

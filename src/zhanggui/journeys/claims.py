"""What orders claim of the stock: reserved when placed, final when paid, given back when they end."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import accounts as broadcast
from zhanggui.domain.delivery.queries import pieces_made_good
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import DraftLine
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import AccountRef, Entry, Insufficient, PendingGone, Post, Transfer, Void
from zhanggui.mechanisms.trail import Subject


def source(sku_id: UUID, slot_goods_id: UUID | None) -> AccountRef:
    """Where the pieces of a line are taken from: the slot's quota, or what anybody may buy."""
    if slot_goods_id is not None:
        return broadcast.quota(slot_goods_id, sku_id)
    return inventory.sellable(sku_id)


def reservation_key(order_id: UUID) -> str:
    """The key of the entry that reserved an order's goods."""
    return f"order:{order_id}:reserved"


def reservation(order_id: UUID, lines: Sequence[DraftLine], *, until: datetime | None, at: datetime) -> Entry:
    """Take the goods of an order: for the time it may stay unpaid, or for good where ``until`` is None."""
    transfers = [
        Transfer(
            debit=inventory.sold(line.sku_id),
            credit=source(line.sku_id, line.slot_goods_id),
            amount=line.quantity,
            pending_until=until,
        )
        for line in lines
    ]
    return _entry("sales.reserved", reservation_key(order_id), order_id, at, transfers=transfers)


def settle(order: Order, *, by: Actor, at: datetime) -> bool:
    """Make an order's reservation final. Where it has run out, take the goods anew, if there still are any.

    False means that they are sold out by now, and nothing was taken.
    """
    if order.state == OrderState.EXPIRED:
        return _take_again(order, by=by, at=at)
    if order.expires_at is not None and order.expires_at <= at:
        return _take_anew(order, by=by, at=at)
    pending = _pending(order)
    posting = _entry("sales.sold", f"order:{order.id}:sold", order.id, at, posts=[Post(p) for p in pending])
    try:
        with transaction.atomic():
            ledger.post(posting, by=by)
    except (PendingGone, ledger.PendingExpired):
        return _take_anew(order, by=by, at=at)
    return True


def release(order: Order, *, by: Actor, at: datetime) -> None:
    """Give an unpaid order's reservation back, as far as it has not run out by itself."""
    for index, pending in enumerate(_pending(order)):
        key = f"order:{order.id}:released:{index}"
        voiding = _entry("sales.released", key, order.id, at, voids=[Void(pending)])
        try:
            with transaction.atomic():
                ledger.post(voiding, by=by)
        except PendingGone:
            continue


def put_back(order: Order, *, by: Actor, at: datetime) -> None:
    """Give the goods of a confirmed order that is not shipped back to what anybody may buy.

    Pieces whose money was given back before are unsold already.
    """
    lines = list(order.lines.all())
    before = pieces_made_good(line.id for line in lines)
    transfers = [
        Transfer(debit=inventory.sellable(line.sku_id), credit=inventory.sold(line.sku_id), amount=pieces)
        for line in lines
        if (pieces := line.quantity - before.get(line.id, 0))
    ]
    key = f"order:{order.id}:put_back"
    ledger.post(_entry("sales.put_back", key, order.id, at, transfers=transfers), by=by)


def _take_anew(order: Order, *, by: Actor, at: datetime) -> bool:
    release(order, by=by, at=at)
    return _take_again(order, by=by, at=at)


def _take_again(order: Order, *, by: Actor, at: datetime) -> bool:
    transfers = [
        Transfer(
            debit=inventory.sold(line.sku_id), credit=inventory.sellable(line.sku_id), amount=line.quantity
        )
        for line in order.lines.all()
    ]
    key = f"order:{order.id}:sold_late"
    try:
        with transaction.atomic():
            ledger.post(_entry("sales.sold_late", key, order.id, at, transfers=transfers), by=by)
    except Insufficient:
        return False
    return True


def _pending(order: Order) -> list[UUID]:
    key = reservation_key(order.id)
    return [ledger.transfer_id(key, index) for index in range(len(order.lines.all()))]


def _entry(
    kind: str,
    key: str,
    order_id: UUID,
    at: datetime,
    *,
    transfers: Sequence[Transfer] = (),
    posts: Sequence[Post] = (),
    voids: Sequence[Void] = (),
) -> Entry:
    subject = Subject("sales.order", order_id)
    return Entry(kind=kind, key=key, at=at, subject=subject, transfers=transfers, posts=posts, voids=voids)

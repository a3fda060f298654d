"""Pieces that are not there: filled as soon as there are some, or their money back; the rest goes on."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.models import Allocation, MadeGood, Shortage
from zhanggui.domain.delivery.operations.end_shortage import end_shortage
from zhanggui.domain.delivery.operations.fill_shortage import fill_shortage
from zhanggui.domain.delivery.operations.tell_of_shortages import tell_of_shortages
from zhanggui.domain.delivery.refusals import NotEnoughOnHand
from zhanggui.domain.delivery.states import Fate, ShortWay
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.operations.settle_withheld import settle_withheld
from zhanggui.domain.inventory.queries import skus_withheld
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import held_order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import perks
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.earning import refunded_before
from zhanggui.journeys.money_back import end_if_nothing_is_awaited, owed_for, send_back
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def refund_shortage(*, shortage_id: UUID, by: Actor, at: datetime) -> Shortage:
    """Give back what was paid for the missing pieces, their freight and points with it.

    Where nothing else of the order is left to be sent, the whole order is called off. Raises ``NotFound``,
    ``ShortageSettled``.
    """
    found = Shortage.objects.filter(pk=shortage_id).first()
    if found is None:
        raise NotFound
    order = held_order(found.order_id, by=by)
    if _is_all_there_is(found, order):
        cancel_order(order_id=order.id, reason="nothing of it is there to be sent", by=by, at=at)
        return Shortage.objects.get(pk=shortage_id)
    pieces = Counter({found.order_line_id: found.pieces})
    before = refunded_before(pieces)
    owed = owed_for(order, pieces, before)[found.order_line_id]
    refunded = send_back(order, owed, reason=order.number, of=found.id, at=at)
    shortage = end_shortage(shortage_id=shortage_id, way=ShortWay.REFUNDED, refund_fen=refunded, by=by, at=at)
    MadeGood.objects.create(
        shortage=shortage,
        order_line_id=shortage.order_line_id,
        pieces=shortage.pieces,
        refund_fen=owed,
        fate=Fate.BACK,
    )
    perks.give_back_pieces(order, now=pieces, before=before, key=f"shortage:{shortage.id}", at=at)
    _unsell(shortage, by=by, at=at)
    if order.shipped_at is not None:
        end_if_nothing_is_awaited(order, "never sent", by=by, at=at)
    return shortage


def look_after_shortages(*, by: Actor, at: datetime) -> int:
    """Fill what can be filled, tell who waits, give back what was waited for too long; how many ended."""
    for sku_id in skus_withheld():
        settle_withheld(sku_id=sku_id, by=by, at=at)
    waiting = Shortage.objects.filter(settled_at=None)
    ended = 0
    for shortage_id in list(waiting.order_by("opened_at").values_list("id", flat=True)[:500]):
        try:
            fill_shortage(shortage_id=shortage_id, by=by, at=at)
            ended += 1
        except (NotEnoughOnHand, ledger.Insufficient):
            continue
    tell_of_shortages(by=by, at=at)
    since = at - timedelta(days=int(norm("delivery.shortage_days", on=at)))
    for shortage_id in list(waiting.filter(opened_at__lt=since).values_list("id", flat=True)[:200]):
        try:
            refund_shortage(shortage_id=shortage_id, by=SYSTEM, at=at)
            ended += 1
        except Refusal:
            continue  # it stays on the list of shortages, where people see it
    return ended


def _is_all_there_is(shortage: Shortage, order: Order) -> bool:
    """Whether nothing of the order has left, nothing is set aside, and nothing else is waited for."""
    if order.shipped_at is not None or Allocation.objects.filter(order=order, released_at=None).exists():
        return False
    return not Shortage.objects.filter(order=order, settled_at=None).exclude(pk=shortage.pk).exists()


def _unsell(shortage: Shortage, *, by: Actor, at: datetime) -> None:
    """As many pieces are unsold again; those that were found missing are held now."""
    sku_id = shortage.order_line.sku_id
    entry = Entry(
        kind="sales.put_back",
        key=f"shortage:{shortage.id}:put_back",
        at=at,
        subject=Subject("sales.order", shortage.order_id),
        transfers=[
            Transfer(debit=inventory.sellable(sku_id), credit=inventory.sold(sku_id), amount=shortage.pieces)
        ],
    )
    ledger.post(entry, by=by)
    settle_withheld(sku_id=sku_id, by=SYSTEM, at=at)

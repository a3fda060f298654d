"""Confirming a slot: reviewed, in order, and its pieces set aside."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import SlotConfirmed
from zhanggui.domain.broadcast.gate import refuse_closed
from zhanggui.domain.broadcast.holding import held_slot, plan_content, set_aside
from zhanggui.domain.broadcast.models import Slot, SlotGoods
from zhanggui.domain.broadcast.refusals import NotReviewed, PlanChanged, QuotaOutOfStock, TooLate
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, ledger, trail


@transaction.atomic
def confirm_slot(*, slot_id: UUID, by: Actor, at: datetime) -> Slot:
    """Make a reviewed slot ready: every quota leaves what anybody may buy, or none does.

    Raises ``NotReviewed``, ``PlanChanged``, ``GateClosed``, ``QuotaOutOfStock``, ``TooLate``.
    """
    by.require(RUN_SLOTS)
    slot = held_slot(slot_id)
    state = SLOT.after(slot.state, "confirm")
    goods = list(SlotGoods.objects.locked().filter(slot=slot))
    goods.sort(key=lambda one: one.position)
    _refuse_unreviewed(slot, goods)
    if slot.period.upper <= at:
        raise TooLate
    refuse_closed(slot, at=at)

    try:
        for one in sorted(goods, key=lambda one: one.sku_id):
            set_aside(one, one.quota, f"slot:{one.id}:confirmed", by=by, at=at)
    except ledger.Insufficient as problem:
        raise QuotaOutOfStock from problem
    slot.state = state
    slot.save(update_fields=["state"])

    fact = SlotConfirmed(number=slot.number, pieces=sum(one.quota for one in goods))
    trail.record(fact, on=slot, by=by, at=at)
    return slot


def _refuse_unreviewed(slot: Slot, goods: list[SlotGoods]) -> None:
    """Refuse unless the slot stands as its approved plan says."""
    if slot.approved_plan is None:
        raise NotReviewed
    if slot.approved_plan.digest != approvals.digest_of(plan_content(slot, goods)):
        raise PlanChanged

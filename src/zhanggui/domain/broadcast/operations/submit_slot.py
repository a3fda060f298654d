"""Submitting a slot: its plan is frozen, and a programme reviewer looks at it before it airs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotSubmitted
from zhanggui.domain.broadcast.gate import refuse_closed
from zhanggui.domain.broadcast.holding import held_slot, plan_content
from zhanggui.domain.broadcast.models import Slot, SlotGoods, SlotPlan
from zhanggui.domain.broadcast.policies import RERUN_REVIEW, SLOT_REVIEW
from zhanggui.domain.broadcast.states import SLOT
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_slot(*, slot_id: UUID, by: Actor, at: datetime, note: str = "") -> SlotPlan:
    """Freeze the plan with the prices that will be shown, and hand it to the reviewer (TV-09).

    Raises ``GateClosed`` with everything that is not in order, and ``WrongState``.
    """
    by.require(PLAN_SLOTS)
    slot = held_slot(slot_id)
    state = SLOT.after(slot.state, "submit")
    goods = list(SlotGoods.objects.locked().filter(slot=slot))
    goods.sort(key=lambda one: one.position)
    _fix_prices(slot, goods)
    refuse_closed(slot, at=at)

    plan = _freeze(slot, goods, by, at)
    slot.state = state
    slot.save(update_fields=["state"])
    policy = RERUN_REVIEW if slot.rerun_of_id else SLOT_REVIEW
    approvals.submit(policy, plan, by=by, at=at, note=note)

    trail.record(SlotSubmitted(number=slot.number, goods=len(goods)), on=slot, by=by, at=at, reason=note)
    return plan


def _fix_prices(slot: Slot, goods: list[SlotGoods]) -> None:
    """Each article is shown with the price its buyers will pay when the slot begins."""
    offers = offers_of([one.sku_id for one in goods], at=slot.period.lower, from_slot=True)
    for one in goods:
        one.price_id = offers[one.sku_id].price_id
    SlotGoods.objects.bulk_update(goods, ["price"])


def _freeze(slot: Slot, goods: list[SlotGoods], by: Actor, at: datetime) -> SlotPlan:
    content = plan_content(slot, goods)
    plan = SlotPlan(
        slot=slot,
        number=slot.plans.count() + 1,
        content=content,
        digest=approvals.digest_of(content),
        submitted_by_id=by.account_id,
        submitted_at=at,
    )
    plan.save(force_insert=True)
    return plan

"""Adopting a plan: the reviewer has approved it, so the slot may be confirmed with it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import REVIEW_PROGRAMMES
from zhanggui.domain.broadcast.facts import PlanApproved
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Slot, SlotPlan
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def adopt_plan(*, plan_id: UUID, by: Actor, at: datetime) -> Slot:
    """Point the slot at its approved plan. The approval calls this; the database takes no other plan."""
    by.require(REVIEW_PROGRAMMES)
    plan = SlotPlan.objects.get(pk=plan_id)
    slot = held_slot(plan.slot_id)
    slot.approved_plan = plan
    slot.save(update_fields=["approved_plan"])

    trail.record(PlanApproved(number=slot.number), on=slot, by=by, at=at)
    return slot

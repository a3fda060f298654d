"""Changing the draft of a plan."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import PlanChanged
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import held_plan, refuse_unwritable
from zhanggui.domain.campaigns.rules import PlanWish
from zhanggui.domain.campaigns.states import PLAN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def change_campaign_plan(*, plan_id: UUID, plan: PlanWish, by: Actor, at: datetime) -> Plan:
    """Write the draft anew. Raises ``WrongState`` once it was submitted."""
    by.require(PLAN_CAMPAIGNS)
    held = held_plan(plan_id)
    PLAN.after(held.state, "change")
    refuse_unwritable(plan)

    for name, value in rules.stored(plan).items():
        setattr(held, name, value)
    held.save()

    fact = PlanChanged(number=held.campaign.number, plan=held.number)
    trail.record(fact, on=held, by=by, at=at, thread=held.campaign)
    return held

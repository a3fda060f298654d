"""Campaigns and plans under the hand of an operation: numbered, held, written, frozen."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.models import Campaign, LogEntry, Plan
from zhanggui.domain.campaigns.refusals import PlanIncomplete, PlanOpen
from zhanggui.domain.campaigns.rules import PlanWish
from zhanggui.domain.campaigns.states import LogKind, PlanState
from zhanggui.domain.campaigns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

COLUMNS = (
    *rules.TEXTS,
    "media",
    "targets",
    "budget_fen",
    "starts_at",
    "ends_at",
    "tasks",
    "emergencies",
    "lessons",
)


def next_number() -> str:
    """The next number of a campaign."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('campaigns_number')")
        return f"HD{cursor.fetchone()[0]}"


def held_campaign(campaign_id: UUID) -> Campaign:
    """This campaign, held for change. Raises ``NotFound``."""
    campaign = Campaign.objects.locked().filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound
    return campaign


def held_plan(plan_id: UUID) -> Plan:
    """This plan with its campaign, both held: the campaign first."""
    campaign_id = Plan.objects.filter(pk=plan_id).values_list("campaign_id", flat=True).first()
    if campaign_id is None:
        raise NotFound
    campaign = held_campaign(campaign_id)
    plan = Plan.objects.locked().get(pk=plan_id)
    plan.campaign = campaign
    return plan


def refuse_unwritable(wish: PlanWish) -> None:
    """Refuse what cannot even be kept as a draft."""
    if found := rules.wrong(wish):
        raise PlanIncomplete(fields=fields_said(found))


def write_plan(campaign: Campaign, wish: PlanWish, by: Actor, at: datetime) -> Plan:
    """A new draft of this campaign's plan. Raises ``PlanIncomplete`` and ``PlanOpen``."""
    refuse_unwritable(wish)
    open_states = [PlanState.DRAFT, PlanState.SUBMITTED]
    if campaign.plans.filter(state__in=open_states).exists():
        raise PlanOpen
    last = campaign.plans.order_by("-number").values_list("number", flat=True).first() or 0
    plan = Plan(
        campaign=campaign,
        number=last + 1,
        state=PlanState.DRAFT,
        author_id=by.account_id,
        created_at=at,
        **rules.stored(wish),
    )
    plan.save(force_insert=True)
    return plan


def wish_of(plan: Plan) -> PlanWish:
    """What this plan says, as it was written."""
    return rules.plan_of({name: getattr(plan, name) for name in COLUMNS})


def frozen_content(plan: Plan) -> dict[str, Any]:
    """What is approved of a plan."""
    return {
        **{name: getattr(plan, name) for name in COLUMNS},
        "campaign": str(plan.campaign_id),
        "starts_at": plan.starts_at.timestamp(),
        "ends_at": plan.ends_at.timestamp(),
        "lessons": sorted(str(one) for one in plan.lessons),
    }


def write_log(
    campaign: Campaign, kind: LogKind, *, by: Actor, at: datetime, text: str = "", task: int | None = None
) -> LogEntry:
    """One line of the run log."""
    return LogEntry.objects.create(
        campaign=campaign, kind=kind, text=text, task=task, by_id=by.account_id, at=at
    )

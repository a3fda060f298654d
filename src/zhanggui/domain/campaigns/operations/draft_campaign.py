"""Drafting a campaign: somebody writes down what it is for, and how."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import CampaignDrafted
from zhanggui.domain.campaigns.models import Campaign, Conclusion, Plan
from zhanggui.domain.campaigns.planning import next_number, write_plan
from zhanggui.domain.campaigns.refusals import PlanIncomplete
from zhanggui.domain.campaigns.rules import PlanWish
from zhanggui.domain.campaigns.states import CAMPAIGN, CampaignState
from zhanggui.domain.campaigns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def draft_campaign(
    *, name: str, plan: PlanWish, by: Actor, at: datetime, follows_id: UUID | None = None
) -> Plan:
    """A new campaign with its first plan. One that follows another starts with all of its conclusions.

    Raises ``PlanIncomplete`` for what cannot even be kept as a draft, ``NotFound`` for a campaign that was
    not summarised.
    """
    by.require(PLAN_CAMPAIGNS)
    if not 0 < len(name.strip()) <= 80:
        raise PlanIncomplete(fields=fields_said(["name"]))
    if follows_id is not None:
        plan = replace(plan, lessons=tuple({*plan.lessons, *_lessons(follows_id)}))

    campaign = Campaign(
        number=next_number(),
        name=name.strip(),
        state=CAMPAIGN.initial,
        owner_id=by.account_id,
        follows_id=follows_id,
        created_at=at,
    )
    campaign.save(force_insert=True)
    written = write_plan(campaign, plan, by, at)

    fact = CampaignDrafted(number=campaign.number, name=campaign.name, plan=written.number)
    trail.record(fact, on=written, by=by, at=at, thread=campaign)
    return written


def _lessons(campaign_id: UUID) -> list[UUID]:
    closed = Campaign.objects.filter(pk=campaign_id, state=CampaignState.CLOSED)
    if not closed.exists():
        raise NotFound
    return list(Conclusion.objects.filter(summary__campaign_id=campaign_id).values_list("pk", flat=True))

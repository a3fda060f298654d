"""Closing a campaign: what came of it, by figures and by asking; and what follows for the next."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.effects import effect_of
from zhanggui.domain.campaigns.facts import CampaignClosed
from zhanggui.domain.campaigns.models import Conclusion, Summary
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.refusals import SummaryIncomplete
from zhanggui.domain.campaigns.rules import Judged
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.domain.campaigns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def close_campaign(*, campaign_id: UUID, judged: Judged, by: Actor, at: datetime) -> Summary:
    """Freeze the effect with its summary (B-5.2.4, B-5.4.1). Raises ``SummaryIncomplete``."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    campaign.state = CAMPAIGN.after(campaign.state, "close")
    if found := rules.judged_wanting(judged):
        raise SummaryIncomplete(fields=fields_said(found))

    summary = Summary(
        campaign=campaign,
        text=judged.text.strip(),
        methods=sorted(set(judged.methods)),
        sample=judged.sample.strip(),
        figures={medium: effect.as_row() for medium, effect in effect_of(campaign.pk).items()},
        written_by_id=by.account_id,
        written_at=at,
    )
    summary.save(force_insert=True)
    Conclusion.objects.bulk_create(
        Conclusion(summary=summary, finding=one.finding, decision=one.decision, measure=one.measure)
        for one in judged.conclusions
    )
    campaign.save(update_fields=["state"])

    fact = CampaignClosed(number=campaign.number, conclusions=len(judged.conclusions))
    trail.record(fact, on=summary, by=by, at=at, thread=campaign)
    return summary

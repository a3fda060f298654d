"""Adding a note to the run log of a campaign."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import Noted
from zhanggui.domain.campaigns.models import LogEntry
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.states import LogKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@transaction.atomic
def note_in_log(*, campaign_id: UUID, text: str, by: Actor, at: datetime) -> LogEntry:
    """Keep what happened, in words."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    if not 0 < len(text.strip()) <= 2_000:
        raise Malformed(field="text", problem="1–2000")

    entry = write_log(campaign, LogKind.NOTE, by=by, at=at, text=text.strip())

    trail.record(Noted(number=campaign.number), on=entry, by=by, at=at, thread=campaign)
    return entry

"""Recording how many people a campaign reached."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import ReachRecorded
from zhanggui.domain.campaigns.models import Reach
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.refusals import ReachTold
from zhanggui.domain.campaigns.states import Counted
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("campaigns_reach_told_once", ReachTold)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachTelling:
    """How many people one medium reached on one day, how they were counted, and who says so."""

    medium: Medium
    day: date
    people: int
    counted: Counted
    source: str


@transaction.atomic
def record_reach(*, campaign_id: UUID, telling: ReachTelling, by: Actor, at: datetime) -> Reach:
    """Keep a number of people reached with its source (B-5.4.2). Raises ``ReachTold`` for a second one."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    if telling.people < 0 or not telling.source.strip() or telling.day > at.date():
        raise Malformed(field="reach", problem="—")

    reach = Reach(
        campaign=campaign,
        medium=telling.medium,
        day=telling.day,
        people=telling.people,
        counted=telling.counted,
        source=telling.source.strip()[:120],
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    with refusing(), transaction.atomic():
        reach.save(force_insert=True)

    fact = ReachRecorded(
        number=campaign.number, medium=reach.medium, day=reach.day.isoformat(), people=reach.people
    )
    trail.record(fact, on=reach, by=by, at=at, thread=campaign)
    return reach

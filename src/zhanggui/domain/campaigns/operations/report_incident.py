"""Reporting something unexpected in a campaign: a case with clocks, and a pause if it is grave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import STOP_CAMPAIGNS
from zhanggui.domain.campaigns.facts import IncidentReported
from zhanggui.domain.campaigns.models import Campaign, Incident
from zhanggui.domain.campaigns.operations.pause_campaign import pause_campaign
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.policies import INCIDENT
from zhanggui.domain.campaigns.states import CAMPAIGN, LogKind, Severity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What happened, under which risk of the plan, and how grave it is."""

    risk: str
    what: str
    severity: Severity


@transaction.atomic
def report_incident(*, campaign_id: UUID, trouble: Trouble, by: Actor, at: datetime) -> Incident:
    """Open the case of an incident (B-5.2.3). A grave one pauses a running campaign at once.

    The measure that the plan foresees for this risk stands in the case from the start.
    """
    by.require(STOP_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    if not trouble.what.strip() or not trouble.risk.strip():
        raise Malformed(field="what", problem="—")

    incident = Incident(
        id=new_id(),
        campaign=campaign,
        risk=trouble.risk.strip()[:120],
        what=trouble.what.strip(),
        reported_by_id=by.account_id,
        reported_at=at,
    )
    incident.number = cases.open_case(INCIDENT, _opening(campaign, incident, trouble), by=by, at=at).number
    incident.save(force_insert=True)
    write_log(campaign, LogKind.INCIDENT, by=by, at=at, text=f"{incident.number} {incident.risk}")
    if trouble.severity == Severity.MAJOR and CAMPAIGN.allows(campaign.state, "pause"):
        pause_campaign(campaign_id=campaign.pk, reason=incident.risk, by=by, at=at)

    fact = IncidentReported(
        number=campaign.number, incident=incident.number, risk=incident.risk, severity=trouble.severity
    )
    trail.record(fact, on=incident, by=by, at=at, thread=campaign)
    return incident


def _opening(campaign: Campaign, incident: Incident, trouble: Trouble) -> Opening:
    plan = campaign.adopted_plan
    foreseen = [
        f"{one['measure']} ({one['duty']})"
        for one in (plan.emergencies if plan else [])
        if one["risk"] == trouble.risk
    ]
    return Opening(
        subject=trail.Subject("campaigns.incident", incident.id),
        title=f"{campaign.number} {incident.risk}",
        severity=trouble.severity,
        text="\n".join([incident.what, *foreseen]),
        thread=trail.Subject.of(campaign),
    )

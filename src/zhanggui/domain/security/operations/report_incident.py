"""Reporting a security incident: everybody who works here may, and the clocks start."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import REPORT_INCIDENTS
from zhanggui.domain.security.facts import IncidentReported
from zhanggui.domain.security.keeping import refuse_future
from zhanggui.domain.security.models import Incident, IncidentStep
from zhanggui.domain.security.states import INCIDENT, KIND_OF, Grade, Subtype
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What somebody noticed, what it seems to be, and when it was noticed."""

    what: str
    subtype: Subtype
    discovered_at: datetime


@transaction.atomic
def report_incident(*, sighting: Sighting, by: Actor, at: datetime) -> Incident:
    """Report it; the case is shown to whoever handles incidents (B-8.3.2).

    Raises ``SayMore`` and ``NotThereYet``.
    """
    from zhanggui.domain.security.policies import INCIDENT as POLICY

    by.require(REPORT_INCIDENTS)
    refuse_empty(what=sighting.what)
    refuse_future(sighting.discovered_at, at)

    incident_id = new_id()
    opening = cases.Opening(
        subject=trail.Subject("security.incident", incident_id),
        title=" ".join(sighting.what.split())[:80],
        severity=Grade.ORDINARY,
        text=sighting.what,
    )
    incident = Incident(
        id=incident_id,
        case=cases.open_case(POLICY, opening, by=by, at=at),
        what_happened=sighting.what.strip(),
        kind=KIND_OF[sighting.subtype].value,
        subtype=sighting.subtype.value,
        discovered_at=sighting.discovered_at,
        reported_by_id=by.account_id,
        reported_at=at,
    )
    incident.save(force_insert=True)
    IncidentStep(
        incident=incident,
        state=INCIDENT.initial.value,
        taken_by_id=by.account_id,
        taken_at=at,
        shown_by=incident.what_happened,
    ).save(force_insert=True)

    fact = IncidentReported(number=incident.number, subtype=incident.subtype)
    trail.record(fact, on=incident, by=by, at=at)
    return incident

"""Writing down that somebody outside was told of an incident, with the receipt."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.security.capabilities import HANDLE_INCIDENTS
from zhanggui.domain.security.facts import OutsideTold
from zhanggui.domain.security.keeping import held_incident, refuse_future
from zhanggui.domain.security.models import OutsideReport
from zhanggui.domain.security.states import Addressee
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who was told what, when, and the number of the receipt."""

    addressee: Addressee
    receipt: str
    text: str
    told_at: datetime


@transaction.atomic
def report_outside(*, incident_id: UUID, telling: Telling, by: Actor, at: datetime) -> OutsideReport:
    """Keep the report; it never changes (IR-04, IR-05). Raises ``SayMore`` and ``NotThereYet``."""
    by.require(HANDLE_INCIDENTS)
    incident = held_incident(incident_id)
    refuse_empty(receipt=telling.receipt, text=telling.text)
    refuse_future(telling.told_at, at)

    report = OutsideReport(
        incident=incident,
        addressee=telling.addressee.value,
        receipt=telling.receipt.strip(),
        report_text=telling.text.strip(),
        told_at=telling.told_at,
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    report.save(force_insert=True)

    fact = OutsideTold(number=incident.number, addressee=report.addressee, receipt=report.receipt)
    trail.record(fact, on=report, by=by, at=at, thread=incident)
    return report

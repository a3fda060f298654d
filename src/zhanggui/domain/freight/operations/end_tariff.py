"""Ending a freight agreement before its last day, to make room for the next."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from zhanggui.domain.freight.capabilities import PROPOSE_TARIFFS
from zhanggui.domain.freight.facts import TariffEnded
from zhanggui.domain.freight.models import TariffInForce
from zhanggui.domain.freight.refusals import PeriodWrong, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def end_tariff(*, tariff_id: UUID, last_day: date, reason: str, by: Actor, at: datetime) -> TariffInForce:
    """Let it hold until ``last_day`` and no longer: today at the earliest, and never longer than agreed."""
    by.require(PROPOSE_TARIFFS)
    held = TariffInForce.objects.locked().select_related("tariff", "carrier__organisation")
    in_force = held.filter(tariff=tariff_id).first()
    if in_force is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    after = last_day + timedelta(days=1)
    today = at.astimezone(SHANGHAI).date()
    if not max(today, in_force.period.lower) <= last_day or after > in_force.period.upper:
        raise PeriodWrong
    in_force.period = DateRange(in_force.period.lower, after)
    in_force.save(update_fields=["period"])
    tariff = in_force.tariff
    fact = TariffEnded(carrier=str(in_force.carrier), number=tariff.number, last_day=last_day.isoformat())
    trail.record(fact, on=tariff, by=by, at=at, reason=reason, thread=in_force.carrier)
    return in_force

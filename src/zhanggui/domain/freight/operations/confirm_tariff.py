"""The carrier agrees to its prices: from their first day they hold."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from zhanggui.domain.freight.capabilities import ANSWER
from zhanggui.domain.freight.facts import TariffConfirmed
from zhanggui.domain.freight.models import TariffInForce
from zhanggui.domain.freight.reach import held_tariff
from zhanggui.domain.freight.refusals import PeriodTaken
from zhanggui.domain.freight.states import TARIFF
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("freight_one_tariff_at_a_time", PeriodTaken)


@transaction.atomic
def confirm_tariff(*, tariff_id: UUID, by: Actor, at: datetime) -> TariffInForce:
    """Agree to one's own freight agreement. Raises ``PeriodTaken`` where another one holds on its days."""
    by.require(ANSWER)
    tariff = held_tariff(tariff_id, by=by)
    tariff.state = TARIFF.after(tariff.state, "confirm")
    tariff.answered_by_id, tariff.answered_at = by.account_id, at
    tariff.save(update_fields=["state", "answered_by", "answered_at"])
    period = DateRange(tariff.starts_on, tariff.ends_on + timedelta(days=1))
    with refusing():
        in_force = TariffInForce.objects.create(carrier=tariff.carrier, tariff=tariff, period=period)
    fact = TariffConfirmed(
        carrier=str(tariff.carrier), number=tariff.number, starts_on=tariff.starts_on.isoformat()
    )
    trail.record(fact, on=tariff, by=by, at=at, thread=tariff.carrier)
    return in_force

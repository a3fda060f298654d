"""Evaluating carriers for a month: what parcels, payments and customers say of each (B-7.2.2)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.care.queries import delivery_complaints
from zhanggui.domain.freight.counting import cash_counted, counted, orders_carried, span
from zhanggui.domain.freight.models import Accrual, Scorecard
from zhanggui.domain.freight.operations.evaluate_carrier import evaluate_carrier
from zhanggui.domain.freight.queries import agreed_for
from zhanggui.domain.freight.rules import Kept, first_of_month
from zhanggui.identity.actor import Actor


def evaluate_carriers(*, month: date, by: Actor, at: datetime) -> list[Scorecard]:
    """Score every carrier that took parcels in the month. Done again, it changes nothing."""
    month = first_of_month(month)
    return [
        evaluate_carrier(carrier_id=carrier, month=month, kept=kept(carrier, month, at=at), by=by, at=at)
        for carrier in _carried(month)
    ]


def _carried(month: date) -> QuerySet[Accrual, UUID]:
    found = Accrual.objects.filter(month=month).order_by("carrier_id")
    return found.values_list("carrier_id", flat=True).distinct()


def kept(carrier_id: UUID, month: date, *, at: datetime) -> Kept:
    """What was recorded of a carrier's month: parcels, complaints, cash. Raises ``NoAgreement``."""
    days = agreed_for(carrier_id, month).cod_days
    parcels = counted(carrier_id, month)
    since, until = span(month)
    orders = orders_carried(carrier_id, month)
    collected, late = cash_counted(carrier_id, month, days=days, at=at)
    return Kept(
        ended=parcels.ended,
        promised=parcels.promised,
        on_time=parcels.on_time,
        in_hours=parcels.in_hours,
        lost=parcels.lost,
        damaged=parcels.damaged,
        complaints=delivery_complaints(orders, since=since, until=until),
        cod_collected=collected,
        cod_late=late,
    )

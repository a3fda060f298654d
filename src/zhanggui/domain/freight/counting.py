"""How a carrier kept a month, counted from what was recorded: parcels, troubles, and cash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connection

from zhanggui.domain.freight.rules import month_after
from zhanggui.kernel.clock import SHANGHAI

# A parcel counts in the month in which it came to its end: its carrier can do nothing more about it then.
ENDED = """
SELECT count(*),
       count(*) FILTER (WHERE s.state = 'delivered' AND s.promised_on IS NOT NULL),
       count(*) FILTER (WHERE s.state = 'delivered'
           AND (s.delivered_at AT TIME ZONE 'Asia/Shanghai')::date <= s.promised_on),
       count(*) FILTER (WHERE s.state = 'lost'),
       count(*) FILTER (WHERE s.state = 'delivered'
           AND s.delivered_at <= s.shipped_at + make_interval(hours => z.hours))
FROM delivery_shipment s
LEFT JOIN freight_accrual a ON a.shipment_id = s.id
LEFT JOIN freight_tariffzone z ON z.tariff_id = a.tariff_id AND z.code = a.zone
WHERE s.carrier_id = %s AND s.state IN ('delivered', 'returned', 'lost')
  AND s.state_since >= %s AND s.state_since < %s
"""
DAMAGED = """
SELECT count(DISTINCT t.shipment_id) FROM delivery_trouble t
JOIN delivery_shipment s ON s.id = t.shipment_id
WHERE s.carrier_id = %s AND t.kind = 'damaged' AND t.opened_at >= %s AND t.opened_at < %s
"""
# Cash counts for whoever brought the parcel at whose door it was paid; a remittance names the payment.
CASH = """
SELECT count(*), count(*) FILTER (WHERE p.due < %(today)s AND NOT EXISTS (
    SELECT FROM payments_billline l JOIN payments_bill b ON b.id = l.bill_id
    WHERE l.method = 'cash_on_delivery' AND l.number = p.number AND l.refund_number = '' AND b.day <= p.due))
FROM (SELECT number, order_id, (paid_at AT TIME ZONE 'Asia/Shanghai')::date + %(days)s AS due
      FROM payments_payment
      WHERE method = 'cash_on_delivery' AND state = 'paid'
        AND paid_at >= %(since)s AND paid_at < %(until)s) p
WHERE EXISTS (SELECT FROM freight_accrual a JOIN delivery_shipment s ON s.id = a.shipment_id
              WHERE s.order_id = p.order_id AND a.carrier_id = %(carrier)s AND a.cod_fen > 0)
"""
ORDERS = """
SELECT DISTINCT s.order_id FROM delivery_shipment s
WHERE s.carrier_id = %s AND s.shipped_at >= %s AND s.shipped_at < %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What parcels and their troubles tell of a month."""

    ended: int
    promised: int
    on_time: int
    lost: int
    in_hours: int
    damaged: int


def span(month: date) -> tuple[datetime, datetime]:
    """A month of Shanghai, from its first moment to the first of the next."""
    ends = (month, month_after(month))
    first, last = (datetime.combine(day, time(), tzinfo=SHANGHAI) for day in ends)
    return first, last


def counted(carrier_id: UUID, month: date) -> Counted:
    """Parcels that ended in the month, and those that were damaged."""
    since, until = span(month)
    with connection.cursor() as cursor:
        cursor.execute(ENDED, [carrier_id, since, until])
        ended, promised, on_time, lost, in_hours = cursor.fetchone()
        cursor.execute(DAMAGED, [carrier_id, since, until])
        (damaged,) = cursor.fetchone()
    return Counted(
        ended=ended, promised=promised, on_time=on_time, lost=lost, in_hours=in_hours, damaged=damaged
    )


def cash_counted(carrier_id: UUID, month: date, *, days: int, at: datetime) -> tuple[int, int]:
    """Payments taken at doors in the month, and those of them not handed over within so many days."""
    since, until = span(month)
    today = at.astimezone(SHANGHAI).date()
    given: dict[str, UUID | datetime | date | int] = {
        "carrier": carrier_id,
        "since": since,
        "until": until,
        "days": days,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(CASH, given)
        collected, late = cursor.fetchone()
    return collected, late


def orders_carried(carrier_id: UUID, month: date) -> Sequence[UUID]:
    """The orders of which this carrier took a parcel in the month."""
    since, until = span(month)
    with connection.cursor() as cursor:
        cursor.execute(ORDERS, [carrier_id, since, until])
        return [row[0] for row in cursor.fetchall()]

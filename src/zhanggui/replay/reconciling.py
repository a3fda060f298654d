"""Comparing what others say of a history's money with the books, as the house does each morning (对账).

The till's bill of each day, the cash that the carrier hands over, and its freight bill of each month are
taken in by the same operations as everybody's. What has been lived later, by a longer choice, stands on a
longer list of the same day, or on another bill of the same month.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.rules import month_after
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import BillWish, compare_bill
from zhanggui.journeys.take_in_lists import take_in_remittance
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.replay import carrier, cast, freight, memory, till
from zhanggui.replay.models import Parcel

MORNING = time(10, 30)
"""When yesterday's bill is fetched."""
DAY = timedelta(days=1)
DAYS_TO_COMPARE = """
WITH told AS (
    SELECT (at AT TIME ZONE 'Asia/Shanghai')::date AS day, count(*) AS lines FROM replay_movement
    WHERE at < coalesce(%(until)s, 'infinity'::timestamptz) GROUP BY 1
), ours AS (
    SELECT ((paid_at + interval '10 minutes') AT TIME ZONE 'Asia/Shanghai')::date AS day FROM payments_payment
    WHERE method = 'elsewhere' AND paid_at < coalesce(%(until)s, 'infinity'::timestamptz) GROUP BY 1
)
SELECT known.day FROM (SELECT day, lines FROM told FULL JOIN ours USING (day)) AS known
LEFT JOIN payments_bill bill ON bill.method = 'elsewhere' AND bill.day = known.day
WHERE bill.id IS NULL OR bill.rows < known.lines
ORDER BY known.day
"""


def reconcile(history: str, until: datetime | None = None) -> None:
    """Compare every day before ``until`` of which something is new, each on the morning after it."""
    for day in _days(until):
        at = datetime.combine(day + DAY, MORNING, tzinfo=SHANGHAI)
        wish = BillWish(
            method=Payment.Method.ELSEWHERE, day=day, rows=till.bill(day), source=f"{history} {day}"
        )
        compare_bill(wish=wish, by=cast.system(), at=at)
    _take_cash(history, until)
    _take_freight_bills(history, until)


def _days(until: datetime | None) -> list[date]:
    """The days of which the till, or our books, hold more than has been compared."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS_TO_COMPARE, {"until": until})
        return [row[0] for row in cursor.fetchall()]


def _take_cash(history: str, until: datetime | None) -> None:
    """The day after it was signed for, the carrier hands over what it collected at the door."""
    collected = Parcel.objects.filter(history=history, cash_fen__gt=0, remitted_on=None).exclude(
        signed_at=None
    )
    if until is not None:
        collected = collected.filter(signed_at__lt=until)
    for day, parcels in _by(collected.order_by("signed_at"), lambda one: _day(one.signed_at)):
        at = datetime.combine(day + DAY, MORNING, tzinfo=SHANGHAI)
        with transaction.atomic():
            take_in_remittance(
                carrier_id=memory.counterpart(history, "carrier", "one"),
                content=carrier.remittance(parcels),
                source=f"{history} {day}",
                by=cast.system(),
                at=at,
            )
            Parcel.objects.filter(pk__in=[one.pk for one in parcels]).update(remitted_on=at.date())


def _take_freight_bills(history: str, until: datetime | None) -> None:
    """When a month is over, the carrier asks for the parcels it took in it and has not asked for yet."""
    taken = Parcel.objects.filter(history=history, bill="")
    if until is not None:
        taken = taken.filter(taken_at__lt=until)
    if not taken.exists():
        return
    carrier_id = memory.counterpart(history, "carrier", "one")
    near = freight.near(carrier_id)
    for month, parcels in _by(taken.order_by("taken_at"), lambda one: _day(one.taken_at).replace(day=1)):
        _take_freight_bill(carrier_id, month, parcels, near)


def _take_freight_bill(carrier_id: UUID, month: date, parcels: Sequence[Parcel], near: str) -> None:
    history = parcels[0].history
    earlier = Parcel.objects.filter(history=history, bill__startswith=f"{history}-{month:%Y%m}-")
    number = f"{history}-{month:%Y%m}-{earlier.values('bill').distinct().count() + 1}"
    paper = BillPaper(number=number, month=month, rows=carrier.freight_bill(parcels, near))
    at = datetime.combine(month_after(month), MORNING, tzinfo=SHANGHAI)
    with transaction.atomic():
        take_bill(carrier_id=carrier_id, paper=paper, by=cast.staff(history, "logistics"), at=at)
        Parcel.objects.filter(pk__in=[one.pk for one in parcels]).update(bill=number)


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return moment.astimezone(SHANGHAI).date()


def _by(parcels: Iterable[Parcel], day: Callable[[Parcel], date]) -> Iterator[tuple[date, list[Parcel]]]:
    """Each day, or month, with its parcels."""
    for value, group in groupby(parcels, key=day):
        yield value, list(group)

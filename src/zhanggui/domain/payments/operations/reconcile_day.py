"""Comparing the gateway's bill of a day with our books, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from zhanggui.domain.payments.capabilities import TAKE_MONEY
from zhanggui.domain.payments.facts import DayReconciled
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.rules import BillRow
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Difference:
    """A number on which the gateway and we do not agree; None where one side does not know it."""

    number: str
    gateway_fen: Fen | None
    house_fen: Fen | None


@transaction.atomic
def reconcile_day(
    *, method: str, day: date, rows: Iterable[BillRow], by: Actor, at: datetime
) -> list[Difference]:
    """Note how the bill of a day compares with what we booked on it; the differences."""
    by.require(TAKE_MONEY)
    theirs = {row.refund_number or row.number: row.amount_fen for row in rows}
    ours = _booked(method, day)
    differences = [
        Difference(number, theirs.get(number), ours.get(number))
        for number in sorted(theirs.keys() | ours.keys())
        if theirs.get(number) != ours.get(number)
    ]
    compared = DayReconciled(day=day.isoformat(), rows=len(theirs), differences=len(differences))
    trail.record(compared, on=trail.Subject("payments.day", HOUSE), by=by, at=at)
    return differences


def _booked(method: str, day: date) -> dict[str, Fen]:
    start = datetime.combine(day, time(), tzinfo=SHANGHAI)
    span = {"gte": start, "lt": start + timedelta(days=1)}
    paid = Payment.objects.filter(method=method, **{f"paid_at__{k}": v for k, v in span.items()})
    back = Refund.objects.filter(payment__method=method, **{f"done_at__{k}": v for k, v in span.items()})
    return {
        **dict(paid.values_list("number", "amount_fen")),
        **{number: -amount for number, amount in back.values_list("number", "amount_fen")},
    }

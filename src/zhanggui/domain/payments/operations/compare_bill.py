"""Comparing somebody else's list of our money with our books, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.payments import accounts, comparing
from zhanggui.domain.payments.capabilities import COMPARE
from zhanggui.domain.payments.comparing import Added, Found
from zhanggui.domain.payments.facts import BillCompared
from zhanggui.domain.payments.models import Bill, Difference, Payment
from zhanggui.domain.payments.operations.open_difference import open_difference
from zhanggui.domain.payments.operations.settle_difference import settle_difference
from zhanggui.domain.payments.rules import BillRow
from zhanggui.domain.payments.states import DifferenceState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail

LETTERS = {
    "alipay": "ZFB", "wechat": "WX", "gateway": "WG", "bank_transfer": "YH", "cash_on_delivery": "DS",
    "elsewhere": "LS",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BillWish:
    """A list: by which way of paying, of which day, from where.

    ``due`` are payments it should contain, where the day alone does not say so: cash that a carrier owes.
    """

    method: str
    day: date
    rows: Sequence[BillRow]
    source: str
    carrier_id: UUID | None = None
    due: Sequence[str] = ()


@transaction.atomic
def compare_bill(*, wish: BillWish, by: Actor, at: datetime) -> Bill:
    """Keep a list and say where it differs from our books (EC-21). Each difference becomes a case.

    The same list again adds nothing; a longer one of the same day adds what is new. What differed before and
    agrees by now is settled by itself. Fees are booked, and what a carrier hands over moves to the bank.
    """
    by.require(COMPARE)
    bill = _bill(wish, by, at)
    added = comparing.add_lines(bill, wish.rows)
    _book(bill, added, by, at)
    for difference_id in comparing.now_agreed(bill.method):
        settle_difference(difference_id=difference_id, finding="both sides agree now", by=by, at=at)
    otherwise = comparing.told_otherwise(bill)
    fresh = _unknown_yet([*otherwise, *comparing.missing_there(bill, wish.due)])
    position = bill.differences.count()
    for place, found in enumerate(fresh, start=position + 1):
        open_difference(bill=bill, position=place, found=found, by=by, at=at)

    bill.rows += added.rows
    bill.known_before = len(wish.rows) - added.rows
    bill.matched = bill.rows - sum(found.lines for found in otherwise)
    bill.in_fen += added.in_fen
    bill.back_fen += added.back_fen
    bill.fee_fen += added.fee_fen
    bill.source, bill.digest, bill.compared_at = wish.source[:200], comparing.digest_of(wish.rows), at
    bill.save()
    compared = BillCompared(
        number=bill.number,
        method=bill.method,
        day=bill.day.isoformat(),
        rows=bill.rows,
        matched=bill.matched,
        differences=bill.differences.exclude(state=DifferenceState.SETTLED).count(),
    )
    trail.record(compared, on=bill, by=by, at=at)
    return bill


def _bill(wish: BillWish, by: Actor, at: datetime) -> Bill:
    """The bill of this day, held: two who take it in at once do so one after the other."""
    days = Bill.objects.filter(method=wish.method, day=wish.day).count()
    number = f"{LETTERS[wish.method]}{wish.day:%y%m%d}" + (f"-{days + 1}" if wish.carrier_id else "")
    bill, _ = Bill.objects.get_or_create(
        method=wish.method,
        day=wish.day,
        carrier_id=wish.carrier_id,  # type: ignore[misc]  # none for gateways and the bank
        defaults={
            "number": number,
            "source": wish.source[:200],
            "taken_by_id": by.account_id,
            "taken_at": at,
        },
    )
    return Bill.objects.locked().get(pk=bill.pk)


def _unknown_yet(found: Sequence[Found]) -> list[Found]:
    """Without those that have been told of already, be they settled or not."""
    lines = [one.line_id for one in found if one.line_id]
    numbers = [one.number for one in found if not one.line_id]
    of_lines = set(Difference.objects.filter(line__in=lines).values_list("line_id", flat=True))
    of_ours = set(
        Difference.objects.filter(line=None, number__in=numbers).values_list("number", "refund_number")
    )
    return [
        one
        for one in found
        if (one.line_id not in of_lines if one.line_id else (one.number, one.refund_number) not in of_ours)
    ]


def _book(bill: Bill, added: Added, by: Actor, at: datetime) -> None:
    held = accounts.clearing(bill.method)
    moves = [(accounts.FEES, held, added.fee_fen)]
    if bill.method == Payment.Method.CASH_ON_DELIVERY:
        moves.append((accounts.BANK_ACCOUNT, held, added.in_fen - added.back_fen - added.fee_fen))
    transfers = [
        ledger.Transfer(debit=debit, credit=credit, amount=fen)
        if fen > 0
        else ledger.Transfer(debit=credit, credit=debit, amount=-fen)
        for debit, credit, fen in moves
        if fen
    ]
    if transfers:
        kind = "payments.remitted" if bill.method == Payment.Method.CASH_ON_DELIVERY else "payments.fees"
        entry = ledger.Entry(
            kind=kind,
            key=f"bill:{bill.pk}:{bill.rows}",
            at=at,
            subject=ledger.Subject.of(bill),
            transfers=transfers,
        )
        ledger.post(entry, by=by)

"""Making vouchers from the ledger: nothing is typed in twice (A-4.3, 财务数据管理)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from zhanggui.domain.finance import booking
from zhanggui.domain.finance.capabilities import KEEP_BOOKS
from zhanggui.domain.finance.chart import code_of, split
from zhanggui.domain.finance.facts import VouchersMade
from zhanggui.domain.finance.models import Mark, ProfitShare, Voucher, VoucherLine
from zhanggui.domain.finance.refusals import BooksDisagree
from zhanggui.domain.finance.rules import first_of_month
from zhanggui.domain.finance.sharing import Made, shares
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger, trail

Sides = dict[str, list[Fen]]
"""Debit and credit by account of the chart."""


@transaction.atomic
def make_vouchers(*, by: Actor, at: datetime) -> Sequence[Voucher]:
    """Write every transfer of money that is in no voucher yet into vouchers of its day, one for each kind.

    What happened in a month that is closed goes to the first day of the first open one. Each transfer is
    taken once: the run goes from the last mark to the one up to which the ledger was folded.
    """
    by.require(KEEP_BOOKS)
    ledger.checkpoint(at)
    Mark.objects.get_or_create(pk=1)
    mark = Mark.objects.locked().get(pk=1)
    through = booking.folded_through()
    groups = _grouped(booking.moved(mark.through_xid, through))
    opens = booking.first_open_month()
    made: list[Made] = []
    lines: list[VoucherLine] = []
    numbers: dict[date, int] = {}
    for (happened_on, kind), (sides, transfers) in sorted(groups.items()):
        day = max(happened_on, opens) if opens else happened_on
        month = first_of_month(day)
        numbers[month] = numbers.get(month, _last_number(month)) + 1
        voucher = Voucher(
            month=month, number=numbers[month], date=day, kind=kind, transfers=transfers,
            total_fen=0, happened_on=happened_on, through_xid=through, made_at=at,
        )  # fmt: skip
        own = _lines(voucher, sides, happened_on)
        voucher.total_fen = sum(line.debit_fen for line in own)
        made.append(Made(voucher, sides))
        lines += own
    vouchers = Voucher.objects.bulk_create([one.voucher for one in made])
    VoucherLine.objects.bulk_create(lines, batch_size=1000)
    parts = shares(made, since_xid=mark.through_xid, until_xid=through)
    ProfitShare.objects.bulk_create(parts, batch_size=1000)
    mark.through_xid = through
    mark.save(update_fields=["through_xid"])
    fact = VouchersMade(vouchers=len(vouchers), through_xid=through)
    trail.record(fact, on=trail.Subject("finance.books", HOUSE), by=by, at=at)
    return vouchers


def _grouped(rows: Iterable[booking.Moved]) -> dict[tuple[date, str], tuple[Sides, int]]:
    """Net amounts by account, for each day and kind of entry."""
    codes = code_of()
    groups: dict[tuple[date, str], tuple[Sides, int]] = {}
    for row in rows:
        if unknown := {row.debit_kind, row.credit_kind} - codes.keys():
            raise BooksDisagree(kinds=", ".join(sorted(unknown)))
        sides, transfers = groups.get((row.day, row.kind), (defaultdict(lambda: [0, 0]), 0))
        sides[codes[row.debit_kind]][0] += row.amount
        sides[codes[row.credit_kind]][1] += row.amount
        groups[row.day, row.kind] = sides, transfers + row.transfers
    return groups


def _lines(voucher: Voucher, sides: Sides, on: date) -> list[VoucherLine]:
    split_sides = [
        (part, amount, side)
        for code, amounts in sorted(sides.items())
        for side, whole in enumerate(amounts)
        if whole
        for part, amount in split(code, whole, on)
    ]
    split_sides.sort(key=lambda one: (one[2], one[0]))
    return [
        VoucherLine(
            voucher=voucher,
            position=position,
            month=voucher.month,
            code=code,
            debit_fen=0 if side else amount,
            credit_fen=amount if side else 0,
        )
        for position, (code, amount, side) in enumerate(split_sides, 1)
    ]


def _last_number(month: date) -> int:
    return Voucher.objects.filter(month=month).aggregate(last=Max("number"))["last"] or 0

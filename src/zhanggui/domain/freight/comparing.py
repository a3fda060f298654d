"""Lines of a bill beside our own reckoning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhanggui.domain.freight.models import Accrual, Bill, BillLine, Tariff
from zhanggui.domain.freight.reckoning import consignment
from zhanggui.domain.freight.rules import Ours, Table, compare, price
from zhanggui.domain.freight.states import AccrualState, Finding, LineState
from zhanggui.kernel.money import Fen

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class BillRow:
    """One line as the carrier wrote it. No weight is zero grams."""

    tracking_number: str
    grams: int
    fen: Fen

    def key(self) -> tuple[str, int, Fen]:
        return self.tracking_number, self.grams, self.fen


def accruals_named(carrier_id: UUID, numbers: Sequence[str]) -> dict[str, Accrual]:
    """Our reckonings of the parcels that a bill names, held, by tracking number."""
    found: dict[str, Accrual] = {}
    for at in range(0, len(numbers), CHUNK):
        held = Accrual.objects.locked().select_related("warehouse").order_by("pk")
        for one in held.filter(carrier=carrier_id, tracking_number__in=numbers[at : at + CHUNK]):
            found[one.tracking_number] = one
    return found


def missing_from(bill: Bill, named: Iterable[str]) -> Iterator[Accrual]:
    """Parcels of the bill's month that neither it nor another line names."""
    known = set(named)
    unbilled = Accrual.objects.locked().filter(
        carrier=bill.carrier_id, month=bill.month, state=AccrualState.OPEN
    )
    for one in unbilled.order_by("accrued_at", "pk"):
        if one.tracking_number not in known:
            yield one


def billed_already(accruals: Iterable[Accrual]) -> set[UUID]:
    """Those that another bill named, in a line that still stands."""
    ids = [one.pk for one in accruals]
    found: set[UUID] = set()
    for at in range(0, len(ids), CHUNK):
        lines = BillLine.objects.filter(accrual__in=ids[at : at + CHUNK]).exclude(state=LineState.CLOSED)
        found.update(lines.exclude(finding=Finding.MISSING).values_list("accrual_id", flat=True))
    return found


def compared(bill: Bill, rows: Sequence[BillRow], ours: Mapping[str, Accrual]) -> list[BillLine]:
    """Each row of the bill with what it comes to; nothing is written yet."""
    tables = {one.pk: one.table() for one in _tariffs(ours.values())}
    before = billed_already(ours.values())
    lines = []
    for position, row in enumerate(rows, start=1):
        accrual = ours.get(row.tracking_number)
        known = None if accrual is None else _ours(accrual, tables[accrual.tariff_id], row)
        again = accrual is not None and accrual.pk in before
        lines.append(_line(bill, position, row, accrual, compare(row.fen, known, billed_before=again)))
        if accrual is not None:
            before.add(accrual.pk)
    return lines


def _tariffs(accruals: Iterable[Accrual]) -> Iterable[Tariff]:
    wanted = {one.tariff_id for one in accruals}
    return Tariff.objects.filter(pk__in=wanted).prefetch_related("zones")


def _ours(accrual: Accrual, table: Table, row: BillRow) -> Ours:
    priced = price(table, consignment(accrual, row.grams)) if row.grams else None
    theirs = priced.total_fen if priced else accrual.amount_fen
    return Ours(amount_fen=accrual.amount_fen, by_their_weight_fen=theirs)


def _line(bill: Bill, position: int, row: BillRow, accrual: Accrual | None, finding: Finding) -> BillLine:
    owed = accrual if finding not in (Finding.NOT_OURS, Finding.BILLED_TWICE) else None
    return BillLine(
        bill=bill,
        position=position,
        tracking_number=row.tracking_number,
        grams=row.grams,
        billed_fen=row.fen,
        accrual=accrual,
        ours_fen=owed.amount_fen if owed else 0,
        ours_grams=accrual.grams if accrual else 0,
        finding=finding,
        state=LineState.OPEN,
    )


def missing_line(bill: Bill, position: int, accrual: Accrual) -> BillLine:
    """A line for a parcel that the bill does not name."""
    return BillLine(
        bill=bill,
        position=position,
        tracking_number=accrual.tracking_number,
        billed_fen=0,
        accrual=accrual,
        ours_fen=accrual.amount_fen,
        ours_grams=accrual.grams,
        finding=Finding.MISSING,
        state=LineState.OPEN,
    )

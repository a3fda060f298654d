"""Taking in a carrier's bill: every line is compared with what we reckoned for that parcel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import accounts, comparing
from zhanggui.domain.freight.capabilities import TAKE_BILLS
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.facts import BillTaken
from zhanggui.domain.freight.models import Accrual, Bill, BillLine
from zhanggui.domain.freight.refusals import BillEmpty, BillReused, BillTooLong, MonthNotOver
from zhanggui.domain.freight.rules import first_of_month, month_after
from zhanggui.domain.freight.states import AccrualState, Finding, LineState
from zhanggui.domain.partners.queries import carrier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail

LINES_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPaper:
    """A bill as it was sent: the carrier's number of it, any day of its month, and its lines."""

    number: str
    month: date
    rows: Sequence[BillRow]

    def digest(self) -> str:
        """The fingerprint of its lines."""
        text = "\n".join(f"{row.tracking_number}\t{row.grams}\t{row.fen}" for row in self.rows)
        return sha256(f"{first_of_month(self.month)}\n{text}".encode()).hexdigest()


@transaction.atomic
def take_bill(*, carrier_id: UUID, paper: BillPaper, by: Actor, at: datetime) -> Bill:
    """Keep the bill and compare it. What agrees is accepted at once; differences wait for a decision.

    A month may be billed in parts; what no bill names counts as missing when it is over.

    The same bill again changes nothing; another one of the same number is refused (``BillReused``).
    A carrier sends in its own: ``NotFound`` else.
    """
    by.require(TAKE_BILLS)
    carrier = carrier_of_id(carrier_id)
    if by.roles <= {Role.CARRIER} and carrier.organisation_id != by.organisation_id:
        raise NotFound
    hold_partner(carrier.organisation_id)
    number, digest = paper.number.strip()[:40], paper.digest()
    if known := Bill.objects.filter(carrier=carrier, number=number).first():
        if known.digest != digest:
            raise BillReused(number=number)
        return known
    _refuse_odd(paper, number, at)

    bill = Bill.objects.create(
        carrier=carrier,
        number=number,
        month=first_of_month(paper.month),
        digest=digest,
        lines_count=len(paper.rows),
        total_fen=sum(row.fen for row in paper.rows),
        taken_by_id=by.account_id,
        taken_at=at,
    )
    agreeing = _compare(bill, paper.rows, by, at)
    fact = BillTaken(
        number=number,
        carrier=str(carrier),
        lines=len(paper.rows),
        agreeing=agreeing,
        total_fen=bill.total_fen,
    )
    trail.record(fact, on=bill, by=by, at=at, thread=carrier)
    return bill


def _refuse_odd(paper: BillPaper, number: str, at: datetime) -> None:
    if not paper.rows or not number:
        raise BillEmpty
    if len(paper.rows) > LINES_MOST:
        raise BillTooLong(limit=LINES_MOST)
    month = first_of_month(paper.month)
    if month > at.astimezone(SHANGHAI).date():
        raise MonthNotOver(month=f"{month:%Y-%m}")


def _compare(bill: Bill, rows: Sequence[BillRow], by: Actor, at: datetime) -> int:
    """Write the lines; pay what agrees. How many agree."""
    ours = comparing.accruals_named(bill.carrier_id, [row.tracking_number for row in rows])
    lines = comparing.compared(bill, rows, ours)
    # Before the month is over its carrier may bill the rest another time.
    if month_after(bill.month) <= at.astimezone(SHANGHAI).date():
        for accrual in comparing.missing_from(bill, ours):
            lines.append(comparing.missing_line(bill, len(lines) + 1, accrual))
    agreeing = [line for line in lines if line.finding == Finding.AGREES]
    for line in agreeing:
        line.state, line.settled_fen, line.settled_at = LineState.ACCEPTED, line.billed_fen, at
    _named_at_last([one.pk for one in ours.values()], at)
    BillLine.objects.bulk_create(lines, batch_size=1000)
    accepted = Accrual.objects.filter(pk__in=[line.accrual_id for line in agreeing])
    accepted.update(state=AccrualState.ACCEPTED)
    if amount := sum(line.settled_fen for line in agreeing):
        entry = ledger.Entry(
            kind="freight.billed",
            key=f"freight.bill/{bill.pk}",
            at=at,
            subject=ledger.Subject.of(bill),
            transfers=[accounts.agreed(bill.carrier_id, amount)],
        )
        ledger.post(entry, by=by)
    return len(agreeing)


def _named_at_last(accruals: Sequence[UUID], at: datetime) -> None:
    """Parcels that an earlier bill had left out are on this one: nobody has to ask for them any more."""
    waiting = BillLine.objects.filter(
        accrual__in=accruals, finding=Finding.MISSING, state__in=[LineState.OPEN, LineState.DISPUTED]
    )
    waiting.update(state=LineState.CLOSED, settled_at=at)

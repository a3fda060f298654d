"""Opening a difference: a case with clocks, and a way to settle it that the house proposes."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.payments.capabilities import COMPARE
from zhanggui.domain.payments.comparing import Found
from zhanggui.domain.payments.facts import DifferenceFound
from zhanggui.domain.payments.models import Bill, Difference
from zhanggui.domain.payments.states import DIFFERENCE
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import yuan
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import cases, trail


@transaction.atomic
def open_difference(*, bill: Bill, position: int, found: Found, by: Actor, at: datetime) -> Difference:
    """Write down on what the two sides do not agree, and start the clock of its case."""
    by.require(COMPARE)
    known = new_id()
    number = f"{bill.number}-{position:03d}"
    off = abs((found.theirs_fen or 0) - (found.ours_fen or 0))
    about = found.refund_number or found.number or number
    opening = cases.Opening(
        subject=trail.Subject("payments.difference", known),
        title=f"{about} ¥{yuan(off)}",
        severity="large" if off >= norm("reconciliation.large_fen", on=at) else "ordinary",
        thread=trail.Subject("payments.bill", bill.pk),
    )
    case = cases.open_case(cases.policy_of("payments.difference"), opening, by=by, at=at)
    difference = Difference.objects.create(
        id=known,
        bill=bill,
        position=position,
        kind=found.kind,
        number=found.number,
        refund_number=found.refund_number,
        theirs_fen=found.theirs_fen,
        ours_fen=found.ours_fen,
        line_id=found.line_id,
        payment_id=found.payment_id,
        refund_id=found.refund_id,
        case_number=case.number,
        case_id=case.pk,
        state=DIFFERENCE.initial,
        found_at=at,
    )
    told = DifferenceFound(number=number, theirs_fen=found.theirs_fen or 0, ours_fen=found.ours_fen or 0)
    trail.record(told, on=difference, by=by, at=at, thread=bill)
    return difference

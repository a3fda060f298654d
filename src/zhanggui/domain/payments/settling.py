"""What is known about a difference when somebody settles it."""

from typing import Any

from zhanggui.domain.payments.models import Correction, Difference
from zhanggui.domain.payments.rules import Told, remedies
from zhanggui.domain.payments.states import Remedy


def told(difference: Difference) -> Told:
    """The difference as the rules see it."""
    payment, refund = difference.payment, difference.refund
    return Told(
        theirs_fen=difference.theirs_fen,
        ours_fen=difference.ours_fen,
        payment_state=payment.state if payment else "",
        payment_fen=payment.amount_fen if payment else 0,
        refund_state=refund.state if refund else "",
        refund_fen=refund.amount_fen if refund else 0,
        is_refund=bool(difference.refund_number),
    )


def possible(difference: Difference, *, named: bool = False) -> tuple[Remedy, ...]:
    """How it may be settled, the house's proposal first.

    Money nobody named may be for a payment found out.
    """
    found = remedies(told(difference))
    came_in = (difference.theirs_fen or 0) > 0 and difference.ours_fen is None
    if named and came_in and Remedy.TAKE_PAYMENT not in found:
        return Remedy.TAKE_PAYMENT, *found
    return found


def content(correction: Correction) -> dict[str, Any]:
    """What somebody agrees to."""
    difference = correction.difference
    return {
        "difference": str(difference),
        "kind": difference.kind,
        "number": difference.refund_number or difference.number,
        "theirs_fen": difference.theirs_fen,
        "ours_fen": difference.ours_fen,
        "remedy": correction.remedy,
        "payment": correction.payment.number if correction.payment else "",
        "change_fen": correction.change_fen,
        "reason": correction.reason,
    }

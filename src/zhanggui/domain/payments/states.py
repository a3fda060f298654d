"""The lives of a payment, a refund and a difference, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle
from zhanggui.kernel.refusal import Refusal


class PaymentState(StrEnum):
    """Where a payment stands."""

    OPEN = "open"
    """Asked for; the customer has not paid yet."""
    PAID = "paid"
    """The money is here."""
    CLOSED = "closed"
    """Not paid and not to be paid any more. Money that arrives nevertheless is still taken in."""


class RefundState(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    """Owed to the customer; set aside in the ledger, not sent yet."""
    DONE = "done"
    """The money went back the way it came."""
    REFUSED = "refused"
    """The gateway would not do it; a person has to look."""


PAYMENT: dict[tuple[PaymentState, str], PaymentState] = {
    (PaymentState.OPEN, "pay"): PaymentState.PAID,
    (PaymentState.OPEN, "close"): PaymentState.CLOSED,
    (PaymentState.CLOSED, "pay"): PaymentState.PAID,
}

REFUND: dict[tuple[RefundState, str], RefundState] = {
    (RefundState.REQUESTED, "finish"): RefundState.DONE,
    (RefundState.REQUESTED, "refuse"): RefundState.REFUSED,
    (RefundState.REFUSED, "finish"): RefundState.DONE,
}


class DifferenceKind(StrEnum):
    """On which side something is missing or otherwise."""

    THEIRS_ONLY = "theirs_only"
    """It is on their list, and we have not booked it."""
    OURS_ONLY = "ours_only"
    """We booked it, and it is on none of their lists."""
    AMOUNT_DIFFERS = "amount_differs"


class DifferenceState(StrEnum):
    """Where a difference stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    """Somebody has said how to settle it; somebody else has to agree."""
    SETTLED = "settled"


class Remedy(StrEnum):
    """How a difference is settled."""

    TAKE_PAYMENT = "take_payment"
    """The money is there: the payment is taken in and used for its order."""
    FINISH_REFUND = "finish_refund"
    """The money went back: the refund is finished."""
    TO_UNCLEAR = "to_unclear"
    """Our books follow their list; what we cannot place waits on an account of its own."""


DIFFERENCE: Lifecycle[DifferenceState] = Lifecycle(
    initial=DifferenceState.OPEN,
    table={
        (DifferenceState.OPEN, "propose"): DifferenceState.PROPOSED,
        (DifferenceState.OPEN, "find"): DifferenceState.SETTLED,
        (DifferenceState.PROPOSED, "drop"): DifferenceState.OPEN,
        (DifferenceState.PROPOSED, "settle"): DifferenceState.SETTLED,
    },
)


class PaymentNotReady(Refusal):
    """Payment {number} is {state}: {verb} is not possible now."""

    code = "payment-state"


class RefundNotReady(Refusal):
    """Refund {number} is {state}: {verb} is not possible now."""

    code = "refund-state"


def payment_after(state: str, verb: str, *, number: str = "") -> PaymentState:
    """The state ``verb`` leads to, or ``PaymentNotReady``."""
    if (PaymentState(state), verb) not in PAYMENT:
        raise PaymentNotReady(number=number, state=state, verb=verb)
    return PAYMENT[PaymentState(state), verb]


def refund_after(state: str, verb: str, *, number: str = "") -> RefundState:
    """The state ``verb`` leads to, or ``RefundNotReady``."""
    if (RefundState(state), verb) not in REFUND:
        raise RefundNotReady(number=number, state=state, verb=verb)
    return REFUND[RefundState(state), verb]

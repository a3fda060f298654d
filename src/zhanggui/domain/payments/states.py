"""The lives of a payment and of a refund, as tables."""

from enum import StrEnum

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

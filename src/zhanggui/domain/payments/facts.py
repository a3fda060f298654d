"""What happens to payments, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("payments.payment_opened", "Payment {number} of {amount_fen} was opened")
@dataclass(frozen=True, kw_only=True)
class PaymentOpened:
    number: str
    amount_fen: int
    method: str
    instalments: int
    kind: str = ""


@trail.fact("payments.payment_addressed", "The gateway said where payment {number} is made")
@dataclass(frozen=True, kw_only=True)
class PaymentAddressed:
    number: str


@trail.fact("payments.payment_taken", "Payment {number} of {amount_fen} arrived")
@dataclass(frozen=True, kw_only=True)
class PaymentTaken:
    number: str
    amount_fen: int
    method: str
    gateway_trade: str


@trail.fact(
    "payments.payment_carried_over", "{amount_fen} of payment {source} pays another order as {number}"
)
@dataclass(frozen=True, kw_only=True)
class PaymentCarriedOver:
    number: str
    amount_fen: int
    source: str


@trail.fact("payments.payment_closed", "Payment {number} was closed unpaid")
@dataclass(frozen=True, kw_only=True)
class PaymentClosed:
    number: str


@trail.fact("payments.refund_requested", "Refund {number} of {amount_fen} was requested")
@dataclass(frozen=True, kw_only=True)
class RefundRequested:
    """The gateway is to be asked: a job does it."""

    number: str
    amount_fen: int


@trail.fact("payments.refund_owed", "Refund {number} of {amount_fen} is to be paid out by hand")
@dataclass(frozen=True, kw_only=True)
class RefundOwed:
    """Paid in cash, or elsewhere: a person of finance pays it back and says so."""

    number: str
    amount_fen: int


@trail.fact("payments.refund_done", "Refund {number} of {amount_fen} went back")
@dataclass(frozen=True, kw_only=True)
class RefundDone:
    number: str
    amount_fen: int


@trail.fact("payments.refund_refused", "The gateway refused refund {number}: {answer}")
@dataclass(frozen=True, kw_only=True)
class RefundRefused:
    number: str
    answer: str


@trail.fact("payments.notice_kept", "A notification arrived from {sender}")
@dataclass(frozen=True, kw_only=True)
class NoticeKept:
    sender: str


@trail.fact("payments.notice_judged", "The notification was judged: {verdict}")
@dataclass(frozen=True, kw_only=True)
class NoticeJudged:
    verdict: str
    payment: str


@trail.fact("payments.order_earned", "The money of the order was earned: {amount_fen}")
@dataclass(frozen=True, kw_only=True)
class OrderEarned:
    amount_fen: int


@trail.fact("payments.bill_compared", "{number} was compared: {rows} lines, {differences} differences")
@dataclass(frozen=True, kw_only=True)
class BillCompared:
    number: str
    method: str
    day: str
    rows: int
    matched: int
    differences: int


@trail.fact("payments.difference_found", "{number}: they say {theirs_fen}, we say {ours_fen}")
@dataclass(frozen=True, kw_only=True)
class DifferenceFound:
    """A side that knows nothing of it says nothing: zero."""

    number: str
    theirs_fen: int
    ours_fen: int


@trail.fact("payments.correction_proposed", "{number} is to be settled: {remedy}, {change_fen}")
@dataclass(frozen=True, kw_only=True)
class CorrectionProposed:
    number: str
    remedy: str
    change_fen: int


@trail.fact("payments.correction_dropped", "The proposal for {number} was not agreed to")
@dataclass(frozen=True, kw_only=True)
class CorrectionDropped:
    number: str


@trail.fact("payments.correction_agreed", "{number} is settled as proposed: {remedy}")
@dataclass(frozen=True, kw_only=True)
class CorrectionAgreed:
    """Where the remedy is to take a payment in, a journey does it: the money has to be used for something."""

    number: str
    remedy: str
    change_fen: int


@trail.fact("payments.difference_settled", "{number} is settled: {finding}")
@dataclass(frozen=True, kw_only=True)
class DifferenceSettled:
    number: str
    finding: str

"""What happens to returns, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("aftersales.return_requested", "Return {number} was requested")
@dataclass(frozen=True, kw_only=True)
class ReturnRequested:
    number: str
    kind: str
    pieces: int
    remedy: str = "return"
    cause: str = ""


@trail.fact("aftersales.return_approved", "Return {number} was approved")
@dataclass(frozen=True, kw_only=True)
class ReturnApproved:
    number: str


@trail.fact("aftersales.return_refused", "Return {number} was refused: {refusal}")
@dataclass(frozen=True, kw_only=True)
class ReturnRefused:
    number: str
    refusal: str


@trail.fact("aftersales.return_withdrawn", "Return {number} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class ReturnWithdrawn:
    number: str


@trail.fact("aftersales.return_sent", "The goods of return {number} are on their way: {carrier} {tracking}")
@dataclass(frozen=True, kw_only=True)
class ReturnSent:
    number: str
    carrier: str
    tracking: str


@trail.fact("aftersales.return_received", "The goods of return {number} came back")
@dataclass(frozen=True, kw_only=True)
class ReturnReceived:
    number: str
    pieces: int


@trail.fact("aftersales.return_inspected", "The goods of return {number} were checked")
@dataclass(frozen=True, kw_only=True)
class ReturnInspected:
    number: str
    dispositions: dict[str, int]


@trail.fact("aftersales.return_finished", "Return {number} is finished: {refund_fen} goes back")
@dataclass(frozen=True, kw_only=True)
class ReturnFinished:
    number: str
    refund_fen: int


@trail.fact("aftersales.return_delayed", "Return {number} is late ({alarm}), due {due_at}")
@dataclass(frozen=True, kw_only=True)
class ReturnDelayed:
    number: str
    alarm: str
    due_at: str


@trail.fact("aftersales.replacement_ordered", "Order {order} replaces what comes back in {number}")
@dataclass(frozen=True, kw_only=True)
class ReplacementOrdered:
    number: str
    order: str
    difference_fen: int


@trail.fact("aftersales.exchange_settled", "{number} is exchanged; order {order} is sent")
@dataclass(frozen=True, kw_only=True)
class ExchangeSettled:
    number: str
    order: str
    carried_fen: int


@trail.fact("aftersales.money_only", "{refund_fen} goes back for {number}, and no goods")
@dataclass(frozen=True, kw_only=True)
class RefundedOnly:
    number: str
    refund_fen: int


@trail.fact("aftersales.pickup_arranged", "A courier fetches the goods of {number} from {since}")
@dataclass(frozen=True, kw_only=True)
class PickupArranged:
    number: str
    since: str


@trail.fact("aftersales.repair_started", "The goods of {number} are being repaired: {fault}")
@dataclass(frozen=True, kw_only=True)
class RepairStarted:
    number: str
    fault: str


@trail.fact("aftersales.part_used", "{pieces} × {name} was put in for {number}")
@dataclass(frozen=True, kw_only=True)
class PartUsed:
    number: str
    name: str
    pieces: int


@trail.fact("aftersales.repair_ended", "The repair of {number} ended: {outcome}")
@dataclass(frozen=True, kw_only=True)
class RepairEnded:
    number: str
    outcome: str


@trail.fact("aftersales.handed_back", "The goods of {number} went back to their owner after {days} days")
@dataclass(frozen=True, kw_only=True)
class HandedBack:
    number: str
    days: int


@trail.fact("aftersales.lent", "{what} was lent for the time of {number}")
@dataclass(frozen=True, kw_only=True)
class Lent:
    number: str
    what: str


@trail.fact("aftersales.loan_back", "What was lent for {number} is back")
@dataclass(frozen=True, kw_only=True)
class LoanBack:
    number: str


@trail.fact("aftersales.picture_added", "A picture was added to {number}")
@dataclass(frozen=True, kw_only=True)
class PictureAdded:
    number: str


@trail.fact("aftersales.term_set", "{category} is guaranteed as {kind}, from now on")
@dataclass(frozen=True, kw_only=True)
class GuaranteeTermSet:
    category: str
    kind: str
    promised_months: int

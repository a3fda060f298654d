"""What happens to returns, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("aftersales.return_requested", "Return {number} was requested")
@dataclass(frozen=True, kw_only=True)
class ReturnRequested:
    number: str
    kind: str
    pieces: int


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

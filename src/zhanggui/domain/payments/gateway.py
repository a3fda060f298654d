"""The port to whoever takes money for us: what the house asks of a gateway, and what it answers.

Two sides implement it: ``integrations.gateway`` speaks the signed protocol over HTTP. Which one is in
force is said once, by ``connect``, when the program starts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Refusal


class TradeState(StrEnum):
    """What a gateway knows about one of our payments."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    PAID = "paid"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAsk:
    """What the customer is asked to pay, and where they come back to."""

    number: str
    amount_fen: Fen
    subject: str
    expires_at: datetime
    return_url: str
    instalments: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """One of our payments as the gateway sees it."""

    number: str
    gateway_trade: str
    state: TradeState
    amount_fen: Fen
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsk:
    """Send this much of a payment back. The refund's number makes asking twice harmless."""

    payment_number: str
    refund_number: str
    amount_fen: Fen
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRow:
    """One line of the gateway's bill of a day: positive money in, negative money back."""

    number: str
    refund_number: str
    gateway_trade: str
    amount_fen: Fen
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNotice:
    """A notification whose signature is good."""

    notify_id: str
    trade: Trade


class NoticeForged(Refusal):
    """The signature of this notification is not the gateway's."""

    code = "notice-forged"
    status = 400


class NoticeMalformed(Refusal):
    """This notification lacks {field}."""

    code = "notice-malformed"
    status = 400


class GatewayUnreachable(Exception):
    """The gateway did not answer, or not in a way we can trust. Ask again later: a job does."""


class GatewayRefused(Refusal):
    """The payment gateway refused: {reason}"""

    code = "gateway-refused"


class Gateway(Protocol):
    """Every call but the first two goes over the network: from jobs only, never inside a transaction."""

    def pay_link(self, ask: PayAsk, *, at: datetime) -> str: ...

    def read_notice(self, form: Mapping[str, str]) -> SignedNotice: ...

    def query(self, number: str, *, at: datetime) -> Trade: ...

    def close(self, number: str, *, at: datetime) -> None: ...

    def refund(self, ask: RefundAsk, *, at: datetime) -> str: ...

    def bill(self, day: date, *, at: datetime) -> Iterable[BillRow]: ...


_connected: list[Gateway] = []


def connect(gateway: Gateway) -> None:
    """Let ``gateway`` be the one in force."""
    _connected[:] = [gateway]


def connected() -> Gateway:
    """The gateway in force."""
    if not _connected:
        raise GatewayUnreachable("no gateway is connected")
    return _connected[0]

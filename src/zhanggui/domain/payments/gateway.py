"""The port to whoever takes money for us online: what the house asks of a gateway, and what it answers.

Several are connected at once, each under the method by which customers choose it. ``integrations`` holds
them: Alipay and WeChat Pay by their SDKs, and a gateway of the house's own for everything else. Which are in
force is said once, by ``connect``, when the program starts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import parse_qsl

from zhanggui.domain.payments.rules import BillRow
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Refusal

__all__ = ["BillRow"]


class TradeState(StrEnum):
    """What a gateway knows about one of our payments."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    PAID = "paid"
    CLOSED = "closed"


class RefundWord(StrEnum):
    """What a gateway says about one of our refunds."""

    UNKNOWN = "unknown"
    """It never heard of it."""
    PROCESSING = "processing"
    """It is on its way; ask again later."""
    DONE = "done"
    REFUSED = "refused"


class Door(StrEnum):
    """How a customer gets from our page to the gateway."""

    PAGE = "page"
    """By a link, on a large screen."""
    PHONE = "phone"
    """By a link on the phone on which they pay."""
    CODE = "code"
    """By a code on the screen that they scan with a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAsk:
    """What the customer is asked to pay, and where they come back to."""

    number: str
    amount_fen: Fen
    subject: str
    expires_at: datetime
    return_url: str
    instalments: int = 1
    door: Door = Door.PAGE
    sender: str = "127.0.0.1"
    """The network address of the customer, which WeChat Pay wants to know."""


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
    paid_fen: Fen
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRefund:
    """One of our refunds as the gateway sees it; ``trace`` is its own number or reason."""

    refund_number: str
    word: RefundWord
    amount_fen: Fen = 0
    trace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notification as it arrived: which gateway it claims to be from, its words, and its headers."""

    method: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> dict[str, str]:
        """The body, where it is a form."""
        return dict(parse_qsl(self.body, keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedNotice:
    """A notification whose signature is good. It is about a payment or about a refund."""

    notify_id: str
    trade: Trade | None = None
    refund: SentRefund | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a gateway wants to hear when it has told us something."""

    status: int
    body: str
    content_type: str = "text/plain"


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


class NotConnected(Refusal):
    """Payments by {method} are not taken here."""

    code = "not-connected"
    status = 422


class Gateway(Protocol):
    """What each gateway can do. All but reading, replying and links signed by ourselves goes over the
    network: from jobs only, never inside a transaction.
    """

    @property
    def links_itself(self) -> bool:
        """Whether its pay page is reached by a link that we sign; if not, the gateway has to be asked."""
        ...

    def pay_link(self, ask: PayAsk, *, at: datetime) -> str: ...

    def pay_code(self, ask: PayAsk, *, at: datetime) -> str: ...

    def read_notice(self, told: Told) -> SignedNotice: ...

    def reply(self, *, taken: bool) -> Reply: ...

    def query(self, number: str, *, at: datetime) -> Trade: ...

    def close(self, number: str, *, at: datetime) -> None: ...

    def refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund: ...

    def query_refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund: ...

    def bill(self, day: date, *, at: datetime) -> Iterable[BillRow]: ...


_connected: dict[str, Gateway] = {}


def connect(method: str, gateway: Gateway) -> None:
    """Let ``gateway`` be the one in force for payments of this method."""
    _connected[method] = gateway


def disconnect(method: str) -> None:
    """Take no more payments of this method."""
    _connected.pop(method, None)


def connected(method: str) -> Gateway:
    """The gateway in force for this method. Raises ``NotConnected``."""
    if method not in _connected:
        raise NotConnected(method=method)
    return _connected[method]


def methods() -> tuple[str, ...]:
    """The methods that are connected, in the order in which customers are offered them."""
    return tuple(sorted(_connected, key=lambda method: ORDER.get(method, len(ORDER))))


ORDER = {"alipay": 0, "wechat": 1, "gateway": 2}

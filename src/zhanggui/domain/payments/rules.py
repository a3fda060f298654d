"""Pure rules of payments: what to make of money that arrives, and of what a gateway says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zhanggui.domain.payments.states import PaymentState, RefundState, Remedy
from zhanggui.kernel.money import Fen, share

ONLINE = ("alipay", "wechat", "gateway")
"""Methods by which a gateway takes the money: it tells us, can be asked, and sends a bill of each day."""

LISTED_DAILY = (*ONLINE, "elsewhere")
"""Methods whose taker lists every day all that moved: what a list does not name is missing there."""


class Use(StrEnum):
    """What is done with money that has arrived."""

    WAIT = "wait"
    """Not enough yet: the order waits for the rest."""
    CONFIRM = "confirm"
    """The order is paid."""
    REVIVE = "revive"
    """The order had expired: confirm it if its goods can be reserved again, else send the money back."""
    SEND_BACK = "send_back"
    """The order needs no money, or no longer exists."""


def use_of(order_state: str, *, payable: int, paid: int) -> Use:
    """What to do when ``paid`` fen in all have arrived for an order.

    >>> use_of("placed", payable=100, paid=40)
    <Use.WAIT: 'wait'>
    >>> use_of("expired", payable=100, paid=100)
    <Use.REVIVE: 'revive'>
    >>> use_of("confirmed", payable=100, paid=200)
    <Use.SEND_BACK: 'send_back'>
    """
    if order_state == "placed":
        return Use.CONFIRM if paid >= payable else Use.WAIT
    if order_state == "expired":
        return Use.REVIVE if paid >= payable else Use.SEND_BACK
    return Use.SEND_BACK


@dataclass(frozen=True, slots=True)
class Refundable:
    """A payment and what is left of it to give back."""

    payment: UUID
    left_fen: int


def spread(amount_fen: int, payments: Sequence[Refundable]) -> list[tuple[Refundable, int]]:
    """Which payments an amount goes back to: the latest first, none above what is left of it.

    >>> one, two = Refundable(UUID(int=1), 100), Refundable(UUID(int=2), 50)
    >>> [(part.payment.int, fen) for part, fen in spread(120, [one, two])]
    [(2, 50), (1, 70)]
    """
    parts: list[tuple[Refundable, int]] = []
    for candidate in reversed(payments):
        fen = min(amount_fen, candidate.left_fen)
        if fen > 0:
            parts.append((candidate, fen))
            amount_fen -= fen
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRow:
    """One line of somebody else's list of our money: above zero it came in, below it went back.

    ``number`` and ``refund_number`` are ours, as far as the line names them; ``gateway_trade`` is theirs, and
    never the same on two lines of one payment or refund. ``fee_fen`` is what they kept for their service.
    """

    number: str
    refund_number: str
    gateway_trade: str
    amount_fen: Fen
    at: datetime
    fee_fen: Fen = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A difference as the rules see it: what they say, and what we know of it."""

    theirs_fen: Fen | None
    ours_fen: Fen | None
    payment_state: str = ""
    payment_fen: Fen = 0
    refund_state: str = ""
    refund_fen: Fen = 0
    is_refund: bool = False


def remedies(told: Told) -> tuple[Remedy, ...]:
    """How a difference may be settled; the first is what the house proposes.

    >>> remedies(Told(theirs_fen=100, ours_fen=None, payment_state="open", payment_fen=100))
    (<Remedy.TAKE_PAYMENT: 'take_payment'>, <Remedy.TO_UNCLEAR: 'to_unclear'>)
    >>> remedies(Told(theirs_fen=90, ours_fen=None, payment_state="open", payment_fen=100))
    (<Remedy.TO_UNCLEAR: 'to_unclear'>,)
    """
    if told.ours_fen is not None:
        return (Remedy.TO_UNCLEAR,)
    if told.is_refund:
        waits = told.refund_state in {RefundState.REQUESTED, RefundState.REFUSED}
        fits, remedy = waits and told.theirs_fen == -told.refund_fen, Remedy.FINISH_REFUND
    else:
        waits = told.payment_state in {PaymentState.OPEN, PaymentState.CLOSED}
        fits, remedy = waits and told.theirs_fen == told.payment_fen, Remedy.TAKE_PAYMENT
    return (remedy, Remedy.TO_UNCLEAR) if fits else (Remedy.TO_UNCLEAR,)


def change(told: Told) -> Fen:
    """By how much our books have to change to say what their list says."""
    return (told.theirs_fen or 0) - (told.ours_fen or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """What of the price of an order's goods its customer did not pay: given away by promotions, and the price
    of what was lost on the way and refunded, which its supplier is paid all the same (EC-15).
    """

    given_away_fen: Fen = 0
    lost: Mapping[UUID, Fen] = field(default_factory=dict)


NOTHING_OFF = Off()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who brings what of the price of the goods, by supplier, and what the customer paid for delivery."""

    paid: Mapping[UUID, Fen]
    given_away: Mapping[UUID, Fen]
    lost: Mapping[UUID, Fen]
    freight_fen: Fen


def shares_of(left_fen: Fen, by_supplier: Mapping[UUID, Fen], off: Off) -> Shares:
    """Share out what is left of a customer's money. No fen is lost: each supplier gets exactly its price.

    The worked example is in docs/algorithms/earning.md.
    """
    lost = {supplier: min(off.lost.get(supplier, 0), fen) for supplier, fen in by_supplier.items()}
    arrived = {supplier: fen - lost[supplier] for supplier, fen in by_supplier.items()}
    goods = min(left_fen, max(0, sum(arrived.values()) - off.given_away_fen))
    paid = dict(zip(arrived, share(goods, list(arrived.values())), strict=True))
    given_away = {supplier: arrived[supplier] - paid[supplier] for supplier in arrived}
    return Shares(paid=paid, given_away=given_away, lost=lost, freight_fen=left_fen - goods)

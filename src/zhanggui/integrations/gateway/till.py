"""The till of the stand-ins: payments opened, made, closed and sent back, whatever protocol asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Sum

from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen

Status = StandInTrade.Status
FEE_BP = {"alipay": 60, "wechat": 60}
"""What a firm keeps for its service, in hundredths of a percent; given back where money goes back."""


class TillRefuses(Exception):
    """The till says no; each protocol has its own word for why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A payment as the house asks for it."""

    number: str
    amount_fen: Fen
    subject: str
    notify_url: str
    expires_at: datetime
    return_url: str = ""
    app_id: str = ""
    instalments: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Money in, or back, on one day."""

    trade: StandInTrade
    refund: StandInRefund | None
    amount_fen: Fen
    at: datetime

    @property
    def fee_fen(self) -> Fen:
        """What the firm keeps of it, rounded to the fen."""
        fee = (abs(self.amount_fen) * FEE_BP.get(self.trade.firm, 0) + 5_000) // 10_000
        return fee if self.amount_fen > 0 else -fee


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notification as it is posted to the house."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Firm(Protocol):
    """A stand-in: it signs what it tells, and knows when it was heard."""

    name: str

    def letter(self, trade: StandInTrade, *, at: datetime) -> Letter: ...

    def refund_letter(self, refund: StandInRefund, *, at: datetime) -> Letter | None: ...

    def heard(self, status: int, body: bytes) -> bool: ...


FIRMS: dict[str, Firm] = {}


def open_trade(firm: str, asked: Asked, *, at: datetime) -> StandInTrade:
    """The trade of a request: opened at the first, the same one afterwards."""
    trade, _ = StandInTrade.objects.get_or_create(
        firm=firm,
        out_trade_no=asked.number,
        defaults={
            "trade_no": f"{at:%Y%m%d}{new_id().int % 10**20:020d}",
            "app_id": asked.app_id,
            "subject": asked.subject[:256],
            "amount_fen": asked.amount_fen,
            "instalments": asked.instalments,
            "notify_url": asked.notify_url,
            "return_url": asked.return_url,
            "expires_at": asked.expires_at,
            "opened_at": at,
        },
    )
    if trade.amount_fen != asked.amount_fen:
        raise TillRefuses("another amount")
    return trade


def trade_of(firm: str, number: str) -> StandInTrade:
    """The firm's trade of this number of ours. Raises ``TillRefuses``."""
    trade = StandInTrade.objects.filter(firm=firm, out_trade_no=number).first()
    if trade is None:
        raise TillRefuses("no such trade")
    return trade


@transaction.atomic
def settle(trade_no: str, status: str, *, at: datetime) -> StandInTrade:
    """The customer pays, or the trade is closed. Only a waiting trade changes."""
    trade = StandInTrade.objects.locked().get(trade_no=trade_no)
    if trade.status != Status.WAITING:
        return trade
    if status == Status.SUCCESS and trade.expires_at and trade.expires_at < at:
        status = Status.CLOSED
    trade.status = status
    if status == Status.SUCCESS:
        trade.paid_at = at
    else:
        trade.closed_at = at
    trade.save()
    return trade


def close(firm: str, number: str, *, at: datetime) -> StandInTrade:
    """Let nobody pay it any more. Raises ``TillRefuses`` if it is paid."""
    trade = settle(trade_of(firm, number).trade_no, Status.CLOSED, at=at)
    if trade.status == Status.SUCCESS:
        raise TillRefuses("paid")
    return trade


@transaction.atomic
def send_back(
    firm: str, number: str, request: str, amount: Fen, *, at: datetime
) -> tuple[StandInRefund, bool]:
    """Money back, and whether it is sent just now; one number is never paid twice.

    May raise ``TillRefuses``.
    """
    trade = StandInTrade.objects.locked().get(pk=trade_of(firm, number).pk)
    earlier = trade.refunds.filter(out_request_no=request).first()
    if earlier is not None:
        if earlier.amount_fen != amount:
            raise TillRefuses("refund changed")
        return earlier, False
    sent = trade.refunds.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if trade.paid_at is None or amount <= 0 or sent + amount > trade.amount_fen:
        raise TillRefuses("more than was paid")
    refund = StandInRefund.objects.create(trade=trade, out_request_no=request, amount_fen=amount, at=at)
    return refund, True


def movements(firm: str, day: date) -> Iterator[Movement]:
    """What came and went back on a day of Shanghai, in the order of time within each kind."""
    start = datetime.combine(day, time(), tzinfo=SHANGHAI)
    span = {"gte": start, "lt": start + timedelta(days=1)}
    paid = StandInTrade.objects.filter(firm=firm, **{f"paid_at__{k}": v for k, v in span.items()})
    for trade in paid.order_by("paid_at").iterator():
        yield Movement(trade=trade, refund=None, amount_fen=trade.amount_fen, at=trade.paid_at or start)
    back = StandInRefund.objects.filter(trade__firm=firm, **{f"at__{k}": v for k, v in span.items()})
    for refund in back.select_related("trade").order_by("at").iterator():
        yield Movement(trade=refund.trade, refund=refund, amount_fen=-refund.amount_fen, at=refund.at)

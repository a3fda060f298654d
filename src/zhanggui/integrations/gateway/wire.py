"""Names, times and amounts as the protocol writes them."""

from datetime import datetime

from zhanggui.domain.payments.gateway import TradeState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan

STATES = {
    "WAIT_BUYER_PAY": TradeState.WAITING,
    "TRADE_SUCCESS": TradeState.PAID,
    "TRADE_FINISHED": TradeState.PAID,
    "TRADE_CLOSED": TradeState.CLOSED,
}
SUCCESS = "10000"
NO_SUCH_TRADE = "ACQ.TRADE_NOT_EXIST"


def written(at: datetime) -> str:
    """A time as the protocol writes it: Shanghai, to the second."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def time_of(text: str) -> datetime:
    """The time that ``written`` wrote."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)


def amount(fen: Fen) -> str:
    """Yuan with two decimals."""
    return str(yuan(fen))

"""The stand-ins tell the house how a trade went, again and again until the house says that it heard."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.payments.gateway import GatewayUnreachable
from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.integrations.gateway.till import FIRMS, Firm, Letter
from zhanggui.integrations.gateway.transport import send
from zhanggui.kernel import clock

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[GatewayUnreachable])


@app.task(name="gateway.notify", retry=AGAIN)
def notify(trade_no: str) -> None:
    """Send one notification; whatever is not heard is sent again later."""
    trade = StandInTrade.objects.get(trade_no=trade_no)
    firm = FIRMS[trade.firm]
    _tell(firm, trade.notify_url, firm.letter(trade, at=clock.now()))


@app.task(name="gateway.notify_refund", retry=AGAIN)
def notify_refund(refund_id: str) -> None:
    """Tell that a refund has gone through, where the protocol tells such things."""
    refund = StandInRefund.objects.select_related("trade").get(pk=refund_id)
    firm = FIRMS[refund.trade.firm]
    letter = firm.refund_letter(refund, at=clock.now())
    if letter is not None:
        _tell(firm, refund.trade.notify_url, letter)


def _tell(firm: Firm, url: str, letter: Letter) -> None:
    answer = send(url, letter.body, letter.headers)
    if not firm.heard(answer.status, answer.body):
        raise GatewayUnreachable("the house did not take the notification")

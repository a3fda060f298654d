"""The stand-in tells the house how a trade went, again and again until the house says so."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.payments.gateway import GatewayUnreachable
from zhanggui.integrations.gateway import standin
from zhanggui.integrations.gateway.models import StandInTrade
from zhanggui.integrations.gateway.transport import post_form
from zhanggui.kernel import clock

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[GatewayUnreachable])


@app.task(name="gateway.notify", retry=AGAIN)
def notify(trade_no: str) -> None:
    """Send one notification; whatever is not answered by ``success`` is sent again later."""
    trade = StandInTrade.objects.get(trade_no=trade_no)
    answer = post_form(trade.notify_url, standin.notice(trade, at=clock.now()))
    if answer.strip() != b"success":
        raise GatewayUnreachable("the house did not take the notification")

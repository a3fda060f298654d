"""Every hour the indicators of risks are asked."""

from procrastinate.contrib.django import app

from zhanggui.domain.governance.watching import watch_indicators as watch
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="20 * * * *")
@app.task(name="governance.watch_indicators", queueing_lock="governance.watch_indicators")
def watch_indicators(timestamp: int) -> None:
    watch(by=SYSTEM, at=clock.now())

"""Delays of returns are looked for every hour."""

from procrastinate.contrib.django import app

from zhanggui.domain.aftersales.operations.notice_delays import notice_delays
from zhanggui.kernel import clock


@app.periodic(cron="7 * * * *")
@app.task(name="aftersales.notice_delays", queueing_lock="aftersales.notice_delays")
def notice_return_delays(timestamp: int) -> None:
    notice_delays(at=clock.now())

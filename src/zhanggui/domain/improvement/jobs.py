"""Every night the day that is over is read."""

from procrastinate.contrib.django import app

from zhanggui.domain.improvement.operations.take_readings import take_readings as take
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="50 2 * * *")
@app.task(name="improvement.take_readings", queueing_lock="improvement.take_readings")
def take_readings(timestamp: int) -> None:
    take(by=SYSTEM, at=clock.now())

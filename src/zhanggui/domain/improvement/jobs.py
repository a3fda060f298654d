"""Every night the day that is over is read, and experiments are stopped by their rules."""

from procrastinate.contrib.django import app

from zhanggui.domain.improvement.operations.take_readings import take_readings as take
from zhanggui.domain.improvement.watching import watch_experiments as watch
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="50 2 * * *")
@app.task(name="improvement.take_readings", queueing_lock="improvement.take_readings")
def take_readings(timestamp: int) -> None:
    take(by=SYSTEM, at=clock.now())


@app.periodic(cron="5 3 * * *")
@app.task(name="improvement.watch_experiments", queueing_lock="improvement.watch_experiments")
def watch_experiments(timestamp: int) -> None:
    watch(by=SYSTEM, at=clock.now())

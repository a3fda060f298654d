"""Every night the house is verified, then the day's standing of each control is kept."""

from procrastinate.contrib.django import app

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms.controls.operations.take_snapshot import take_snapshot
from zhanggui.mechanisms.controls.operations.verify_house import verify_house


@app.periodic(cron="10 2 * * *")
@app.task(name="controls.verify_house", queueing_lock="controls.verify_house")
def verify_the_house(timestamp: int) -> None:
    verify_house(by=SYSTEM, at=clock.now())


@app.periodic(cron="40 2 * * *")
@app.task(name="controls.take_snapshot", queueing_lock="controls.take_snapshot")
def take_the_days_snapshot(timestamp: int) -> None:
    take_snapshot(by=SYSTEM, at=clock.now())

"""The clocks of all cases are looked at every minute."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.cases.operations.tick import tick


@app.periodic(cron="* * * * *")
@app.task(name="cases.tick", queueing_lock="cases.tick")
def tick_cases(timestamp: int) -> None:
    tick(at=clock.now())

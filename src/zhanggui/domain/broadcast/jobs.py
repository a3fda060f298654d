"""What slots need from the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="broadcast.return_leftovers", queueing_lock="broadcast.return_leftovers")
def return_leftover_quotas(timestamp: int) -> None:
    return_leftovers(by=SYSTEM, at=clock.now())

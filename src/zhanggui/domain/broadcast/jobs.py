"""What slots need from the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.broadcast.operations.recheck_gates import recheck_gates
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.broadcast.operations.send_reminders import send_reminders
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="broadcast.return_leftovers", queueing_lock="broadcast.return_leftovers")
def return_leftover_quotas(timestamp: int) -> None:
    return_leftovers(by=SYSTEM, at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="broadcast.recheck_gates", queueing_lock="broadcast.recheck_gates")
def recheck_coming_gates(timestamp: int) -> None:
    recheck_gates(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="broadcast.send_reminders", queueing_lock="broadcast.send_reminders")
def send_due_reminders(timestamp: int) -> None:
    send_reminders(by=SYSTEM, at=clock.now())

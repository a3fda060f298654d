"""What slots need from the clock, and when an advertisement may not be shown any more."""

from uuid import UUID

from procrastinate.contrib.django import app

from zhanggui.domain.advertising import places
from zhanggui.domain.advertising.facts import AdEnded, AdTakenDown
from zhanggui.domain.broadcast.operations.recheck_gates import recheck_gates
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.broadcast.operations.send_reminders import send_reminders
from zhanggui.domain.broadcast.operations.withdraw_material import withdraw_material
from zhanggui.domain.broadcast.shown import shows
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail


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


@app.task(name="broadcast.advertisement_gone")
def advertisement_gone(fact_id: str) -> None:
    """What is on air shows it no more, and the gates of what is to come are asked again."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        asset = UUID(told.body["asset"])
        withdraw_material(asset_id=asset, number=told.body["number"], by=SYSTEM, at=clock.now())
        recheck_gates(by=SYSTEM, at=clock.now())


trail.subscribe(AdTakenDown, advertisement_gone)
trail.subscribe(AdEnded, advertisement_gone)
places.declare("air", shows)

"""What freight does by itself."""

from procrastinate.contrib.django import app

from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.watch_budgets import watch_budgets
from zhanggui.domain.freight.queries import silent_disputes, unpriced
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="10 * * * *")
@app.task(name="freight.watch_budgets", queueing_lock="freight.watch_budgets")
def watch(timestamp: int) -> None:
    """Every hour, budgets that come near their end are told of."""
    watch_budgets(by=SYSTEM, at=clock.now())


@app.periodic(cron="35 18 * * *")
@app.task(name="freight.accrue_late", queueing_lock="freight.accrue_late")
def accrue_late(timestamp: int) -> None:
    """At 2:35 in Shanghai, parcels of carriers whose prices were agreed meanwhile are reckoned."""
    for shipment_id in unpriced(clock.now()).values_list("pk", flat=True)[:5000]:
        accrue_freight(shipment_id=shipment_id, by=SYSTEM, at=clock.now())


@app.periodic(cron="25 19 * * *")
@app.task(name="freight.settle_silent", queueing_lock="freight.settle_silent")
def settle_silent(timestamp: int) -> None:
    """At 3:25 in Shanghai, disputes that a carrier left unanswered are settled by our reckoning."""
    for bill_id, position in silent_disputes(clock.now()):
        concede_line(bill_id=bill_id, position=position, by=SYSTEM, at=clock.now())

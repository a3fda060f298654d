"""What the packing benches do by the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.packing.operations.ask_late_suppliers import ask_late_suppliers
from zhanggui.domain.packing.operations.end_relays import end_relays
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="20 3 * * *")
@app.task(name="packing.end_relays", queueing_lock="packing.end_relays")
def relays_end(timestamp: int) -> None:
    end_relays(by=SYSTEM, at=clock.now())


@app.periodic(cron="35 * * * *")
@app.task(name="packing.ask_late_suppliers", queueing_lock="packing.ask_late_suppliers")
def suppliers_are_asked(timestamp: int) -> None:
    ask_late_suppliers(by=SYSTEM, at=clock.now())

"""What prices need from the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.pricing.operations.settle_references import settle_references
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="* * * * *")
@app.task(name="pricing.settle_references", queueing_lock="pricing.settle_references")
def settle_reference_prices(timestamp: int) -> None:
    settle_references(by=SYSTEM, at=clock.now())

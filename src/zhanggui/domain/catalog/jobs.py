"""What goods need from the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.catalog.operations.stop_expired import stop_expired
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalog.stop_expired", queueing_lock="catalog.stop_expired")
def stop_expired_goods(timestamp: int) -> None:
    stop_expired(by=SYSTEM, at=clock.now())

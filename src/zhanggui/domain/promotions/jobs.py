"""What promotions need from the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.promotions.operations.expire_coupons import expire_coupons
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="promotions.expire_coupons", queueing_lock="promotions.expire_coupons")
def let_coupons_run_out(timestamp: int) -> None:
    while expire_coupons(by=SYSTEM, at=clock.now()):
        pass

"""Reviews run out of time by themselves."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.approvals.operations.expire import expire


@app.periodic(cron="*/5 * * * *")
@app.task(name="approvals.expire", queueing_lock="approvals.expire")
def expire_reviews(timestamp: int) -> None:
    expire(at=clock.now())

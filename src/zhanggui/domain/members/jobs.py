"""What runs by itself for members."""

from procrastinate.contrib.django import app

from zhanggui.domain.members import sweeping
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="20 18 * * *")
@app.task(name="members.expire_points", queueing_lock="members.expire_points")
def expire_points(timestamp: int) -> None:
    """At twenty past two in the morning in Shanghai, when nobody is looking at the shop."""
    sweeping.sweep_points(by=SYSTEM, at=clock.now())

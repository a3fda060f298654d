"""What delivery does by the clock."""

from procrastinate.contrib.django import app

from zhanggui.domain.delivery import hearing
from zhanggui.domain.delivery.operations.count_dispatch import count_dispatch
from zhanggui.domain.delivery.operations.count_lanes import count_lanes
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.foresee_unsent import foresee_unsent
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="7 8-20 * * *")
@app.task(name="delivery.foresee_delays", queueing_lock="delivery.foresee_delays")
def tell_of_delays(timestamp: int) -> None:
    """Before they leave, and on the road."""
    foresee_unsent(by=SYSTEM, at=clock.now())
    foresee_delays(by=SYSTEM, at=clock.now())


@app.periodic(cron="41 18 * * *")
@app.task(name="delivery.forget_calls", queueing_lock="delivery.forget_calls")
def forget_calls(timestamp: int) -> None:
    hearing.forget(at=clock.now())


@app.periodic(cron="50 18 * * *")
@app.task(name="delivery.count_lanes", queueing_lock="delivery.count_lanes")
def count_all_lanes(timestamp: int) -> None:
    """Every night at 2:50 in Shanghai."""
    count_lanes(by=SYSTEM, at=clock.now())
    count_dispatch(by=SYSTEM, at=clock.now())

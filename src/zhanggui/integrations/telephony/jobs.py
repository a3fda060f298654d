"""The house tells the telephone system whom to connect; the stand-in tells the house who calls."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.care.facts import CallAccepted, CallHungUp
from zhanggui.integrations.telephony import orders, standin
from zhanggui.integrations.telephony.transport import TelephoneSilent
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail

SOON = RetryStrategy(max_attempts=3, wait=2, retry_exceptions=[TelephoneSilent])


@app.task(name="telephony.order", queue="messages", priority=10, retry=SOON)
def order(fact_id: str) -> None:
    """An agent accepted a call, or hung up: the telephone system does it."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        orders.give(told, at=clock.now())


@app.task(name="telephony.play", queue="messages", retry=SOON)
def play(**told: str) -> None:
    """One event of a played call."""
    standin.tell(told, at=clock.now())


trail.subscribe(CallAccepted, order)
trail.subscribe(CallHungUp, order)

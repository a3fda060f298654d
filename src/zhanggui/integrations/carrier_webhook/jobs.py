"""The stand-in carrier tells of each parcel in its time."""

from datetime import datetime
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.delivery.trackers import TrackerUnreachable
from zhanggui.integrations.carrier_webhook import standin
from zhanggui.kernel import clock

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=10, retry_exceptions=[TrackerUnreachable])


def play_all(carrier_number: str, asked: dict[str, Any], at: datetime) -> None:
    """One call at each scan of the parcel's way."""
    for scan in standin.announce(asked, at):
        event = standin.written(asked["tracking_number"], scan)
        tell.configure(schedule_at=scan.at).defer(carrier_number=carrier_number, event=event)


@app.task(name="carrier_webhook.tell", retry=AGAIN)
def tell(carrier_number: str, event: dict[str, Any]) -> None:
    """One event."""
    standin.tell(carrier_number, event, at=clock.now())

"""The stand-in tells of each parcel in its time."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.delivery.trackers import TrackerUnreachable
from zhanggui.integrations.carrier_webhook.playing import way_of
from zhanggui.integrations.kuaidi100 import standin
from zhanggui.integrations.kuaidi100.models import StandInParcel
from zhanggui.integrations.kuaidi100.transport import post_form
from zhanggui.kernel import clock

AGAIN = RetryStrategy(max_attempts=3, wait=1800, retry_exceptions=[TrackerUnreachable])
"""As the service does: three times, half an hour apart."""


def play_all(parcel: StandInParcel) -> None:
    """One push at each scan of the parcel's way."""
    way = way_of(parcel.number, parcel.origin, parcel.destination, starts=parcel.subscribed_at)
    for scan in way:
        push.configure(schedule_at=scan.at).defer(number=parcel.number)


@app.task(name="kuaidi100.push", retry=AGAIN)
def push(number: str) -> None:
    """Tell all that has happened to a parcel by now."""
    parcel = StandInParcel.objects.get(number=number)
    if told := standin.scans_until(parcel, clock.now()):
        post_form(parcel.callback, standin.push_form(parcel, told))

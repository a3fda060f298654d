"""Our side: we announce a parcel to its carrier's program, ask after it, and pass instructions on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.states import Errand
from zhanggui.domain.delivery.trackers import OnTheRoad, TrackerUnreachable
from zhanggui.integrations.carrier_webhook.transport import PostSigned
from zhanggui.integrations.carrier_webhook.wire import EventIn


class CarrierProgram:
    """A carrier's own program, at the address in ``CARRIER_URLS``; one without an address only calls us."""

    def __init__(self, post: PostSigned) -> None:
        self.post = post

    def follow(self, parcel: OnTheRoad, *, at: datetime) -> str:
        """Announce it. A carrier without an address knows its parcels without being told."""
        announced = {
            "ask": "announce",
            "tracking_number": parcel.tracking_number,
            "origin": parcel.origin,
            "destination": parcel.destination,
        }
        return str(self._said(parcel, announced, at).get("said", "")) or "announced"

    def look(self, parcel: OnTheRoad, *, at: datetime) -> Sequence[CarrierNotice]:
        """Ask for all its events."""
        asked = {"ask": "events", "tracking_number": parcel.tracking_number}
        try:
            told = self._said(parcel, asked, at).get("events", [])
            return [EventIn.model_validate(event).notice() for event in told]
        except (ValidationError, TypeError) as problem:
            raise TrackerUnreachable("the answer cannot be read") from problem

    def tell(self, parcel: OnTheRoad, errand: Errand, where: str, *, at: datetime) -> bool:
        """Pass an instruction on; whether its program took it."""
        asked = {
            "ask": "instruct",
            "tracking_number": parcel.tracking_number,
            "errand": errand.value,
            "where": where,
        }
        return bool(self._said(parcel, asked, at).get("taken"))

    def _said(self, parcel: OnTheRoad, asked: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        url = settings.CARRIER_URLS.get(parcel.code)
        return self.post(url, parcel.carrier_number, asked, at) if url else {}

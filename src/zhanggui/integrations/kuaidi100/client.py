"""Our side of the protocol: we subscribe to a parcel, and ask what is known of one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from zhanggui.domain.delivery.notices import CarrierNotice
from zhanggui.domain.delivery.states import Errand
from zhanggui.domain.delivery.trackers import OnTheRoad, TrackerRefused, TrackerUnreachable
from zhanggui.integrations.kuaidi100 import signing, wire
from zhanggui.integrations.kuaidi100.transport import Post
from zhanggui.mechanisms.access.signed_calls import secret_of

SALT = "kuaidi100"
"""The name of the secret under which pushes are signed."""
ACCEPTED, REPEATED = "200", "501"
BUSY = frozenset({"500", "503"})
"""The service is at fault: ask again."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the service is, who we are there, and where it finds us."""

    url: str
    key: str
    customer: str
    callback: str


def endpoint() -> Endpoint:
    """As the settings have it."""
    return Endpoint(
        url=settings.KUAIDI100_URL,
        key=settings.KUAIDI100_KEY,
        customer=settings.KUAIDI100_CUSTOMER,
        callback=settings.PUBLIC_URL + "/carriers/kuaidi100/push",
    )


class Kuaidi100:
    """The service, reached by its own protocol."""

    def __init__(self, endpoint: Endpoint, post: Post) -> None:
        self.endpoint = endpoint
        self.post = post

    def follow(self, parcel: OnTheRoad, *, at: datetime) -> str:
        """Subscribe. A parcel that is followed already counts as followed."""
        param = {
            "company": parcel.code,
            "number": parcel.tracking_number,
            "from": parcel.origin,
            "to": parcel.destination,
            "key": self.endpoint.key,
            "parameters": {
                "callbackurl": self.endpoint.callback,
                "salt": secret_of(SALT),
                "resultv2": "4",
                "phone": parcel.phone_end,
            },
        }
        form = {"schema": "json", "param": json.dumps(param, ensure_ascii=False)}
        answer = self.post(f"{self.endpoint.url}/poll", form)
        code = str(answer.get("returnCode", ""))
        said = f"{code} {answer.get('message', '')}".strip()
        if code in (ACCEPTED, REPEATED):
            return said
        raise TrackerUnreachable(said) if code in BUSY or not code else TrackerRefused(said)

    def look(self, parcel: OnTheRoad, *, at: datetime) -> Sequence[CarrierNotice]:
        """Query. A parcel it knows nothing of has no events yet."""
        param = json.dumps(
            {"com": parcel.code, "num": parcel.tracking_number, "phone": parcel.phone_end, "resultv2": "4"},
            ensure_ascii=False,
        )
        sign = signing.of_query(param, self.endpoint.key, self.endpoint.customer)
        form = {"customer": self.endpoint.customer, "sign": sign, "param": param}
        answer = self.post(f"{self.endpoint.url}/poll/query.do", form)
        if answer.get("status") == ACCEPTED:
            return _read(answer)
        if answer.get("returnCode") == "500":
            return ()
        raise TrackerRefused(f"{answer.get('returnCode', '')} {answer.get('message', '')}".strip())

    def tell(self, parcel: OnTheRoad, errand: Errand, where: str, *, at: datetime) -> bool:
        """The service only watches: it passes nothing on."""
        return False


def _read(answer: dict[str, Any]) -> Sequence[CarrierNotice]:
    try:
        return list(wire.notices(answer))
    except wire.Unreadable as problem:
        raise TrackerUnreachable(str(problem)) from problem

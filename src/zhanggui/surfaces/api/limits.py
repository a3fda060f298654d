"""How much one caller may ask: a bucket that fills steadily, kept by each web process."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

BUCKETS_MAX = 20_000


class Steadily(BaseThrottle):
    """At most ``API_REQUESTS_PER_SECOND`` in the long run from one account or address, twice that at once."""

    def __init__(self) -> None:
        self._buckets: dict[Any, tuple[float, float]] = {}

    def allow_request(self, request: HttpRequest) -> bool:
        rate = settings.API_REQUESTS_PER_SECOND
        now = time.monotonic()
        who = _who(request)
        left, since = self._buckets.get(who, (2.0 * rate, now))
        left = min(2.0 * rate, left + (now - since) * rate)
        if len(self._buckets) >= BUCKETS_MAX:
            self._buckets.clear()
        self._buckets[who] = (max(left - 1, 0.0), now)
        return left >= 1

    def wait(self) -> float | None:
        return 1.0


def _who(request: HttpRequest) -> Any:
    actor = getattr(request, "auth", None)
    return actor.account_id if actor else request.META.get("REMOTE_ADDR", "")

"""How a signed question gets to the platform: over HTTP, or, with the stand-in, straight across."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime

from zhanggui.domain.invoicing.platform import PlatformUnreachable
from zhanggui.integrations.tax_platform import standin
from zhanggui.integrations.tax_platform.wire import Sent
from zhanggui.mechanisms.access.signed_calls import SIGNATURE_HEADER, TIME_HEADER

Send = Callable[[Sent, datetime], Sent]
TIMEOUT_SECONDS = 15
ANSWER_MAX = 2_000_000


def at_hand(asked: Sent, at: datetime) -> Sent:
    """The stand-in in this very program: signed and checked like the real one, without a network."""
    return standin.answer(asked, at=at)


def over_http(url: str) -> Send:
    """Somebody else's platform at this address."""

    def send(asked: Sent, at: datetime) -> Sent:
        if not url.startswith(("http://", "https://")):
            raise PlatformUnreachable(f"{url} is not an address to call")
        headers = {"Content-Type": "application/json", **asked.headers}
        request = urllib.request.Request(url, data=asked.body, headers=headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
                signed = {name: answer.headers.get(name, "") for name in (TIME_HEADER, SIGNATURE_HEADER)}
                return Sent(bytes(answer.read(ANSWER_MAX)), signed)
        except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
            raise PlatformUnreachable(str(problem)) from problem

    return send

"""Signed JSON over HTTP."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from zhanggui.domain.delivery.trackers import TrackerRefused, TrackerUnreachable
from zhanggui.integrations.carrier_webhook.signing import signed

TIMEOUT_SECONDS = 10
PostSigned = Callable[[str, str, Mapping[str, Any], datetime], dict[str, Any]]


def post_signed(url: str, carrier_number: str, said: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The JSON of the answer. Raises ``TrackerRefused`` for an answer of 4xx, else ``TrackerUnreachable``."""
    if not url.startswith(("http://", "https://")):
        raise TrackerUnreachable(f"{url} is not an address to call")
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", **signed(carrier_number, body, at=at)}
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            read = json.loads(answer.read(1_000_000) or b"{}")
    except urllib.error.HTTPError as problem:
        if 400 <= problem.code < 500:
            raise TrackerRefused(f"HTTP {problem.code}") from problem
        raise TrackerUnreachable(f"HTTP {problem.code}") from problem
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as problem:
        raise TrackerUnreachable(str(problem)) from problem
    if not isinstance(read, dict):
        raise TrackerUnreachable("the answer cannot be read")
    return read

"""Signed JSON over HTTP, both ways alike."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime

from zhanggui.mechanisms.access.signed_calls import signed

SECONDS_MAX = 10
CALLER = "telephony"


class TelephoneSilent(Exception):
    """Nobody took what was said."""


def post(url: str, told: Mapping[str, str], *, at: datetime) -> None:
    """Say it, signed. Raises ``TelephoneSilent`` for any answer but a good one."""
    if not url.startswith(("http://", "https://")):
        raise TelephoneSilent(f"{url} is not an address to call")
    body = json.dumps(told).encode()
    headers = {"Content-Type": "application/json", **signed(CALLER, body, at=at)}
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_MAX) as answer:  # noqa: S310
            answer.read(10_000)
    except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
        raise TelephoneSilent(str(problem)) from problem

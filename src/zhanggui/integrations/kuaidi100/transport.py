"""HTTP as this protocol needs it: a form goes out, JSON comes back."""

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

from zhanggui.domain.delivery.trackers import TrackerUnreachable

Post = Callable[[str, Mapping[str, str]], dict[str, Any]]
TIMEOUT_SECONDS = 10


def post_form(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The answer. Raises ``TrackerUnreachable`` for anything but a JSON object with status 200."""
    if not url.startswith(("http://", "https://")):
        raise TrackerUnreachable(f"{url} is not an address to call")
    request = urllib.request.Request(url, data=urllib.parse.urlencode(form).encode())  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            read = json.loads(answer.read(1_000_000))
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as problem:
        raise TrackerUnreachable(str(problem)) from problem
    if not isinstance(read, dict):
        raise TrackerUnreachable("the answer cannot be read")
    return read

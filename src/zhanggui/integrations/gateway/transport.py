"""HTTP as the gateway's protocol needs it: a form goes out, bytes come back."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping

from zhanggui.domain.payments.gateway import GatewayUnreachable

Post = Callable[[str, Mapping[str, str]], bytes]
TIMEOUT_SECONDS = 10


def post_form(url: str, form: Mapping[str, str]) -> bytes:
    """The body of the answer. Raises ``GatewayUnreachable`` for anything but an answer of 200."""
    if not url.startswith(("http://", "https://")):
        raise GatewayUnreachable(f"{url} is not an address to call")
    request = urllib.request.Request(url, data=urllib.parse.urlencode(form).encode())  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return bytes(answer.read(1_000_000))
    except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
        raise GatewayUnreachable(str(problem)) from problem

"""HTTP as the payment protocols need it: words go out, an answer comes back, whatever its status."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhanggui.domain.payments.gateway import GatewayUnreachable

Post = Callable[[str, Mapping[str, str]], bytes]
TIMEOUT_SECONDS = 10
MOST = 200_000_000
"""No bill of a day is larger."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The status and body of an answer."""

    status: int
    body: bytes


def send(url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answered:
    """Ask by GET, or by POST where there is a body. Raises ``GatewayUnreachable`` if nobody answers."""
    if not url.startswith(("http://", "https://")):
        raise GatewayUnreachable(f"{url} is not an address to call")
    request = urllib.request.Request(url, data=body, headers=dict(headers or {}))  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return Answered(answer.status, answer.read(MOST))
    except urllib.error.HTTPError as problem:
        return Answered(problem.code, problem.read(MOST))
    except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
        raise GatewayUnreachable(str(problem)) from problem


def fetch(url: str) -> bytes:
    """The body of an answer of 200. Raises ``GatewayUnreachable`` for anything else."""
    answer = send(url)
    if answer.status != 200:
        raise GatewayUnreachable(f"the answer was {answer.status}")
    return answer.body


def post_form(url: str, form: Mapping[str, str]) -> bytes:
    """The body of the answer to a form. Raises ``GatewayUnreachable`` for anything but an answer of 200."""
    answer = send(url, urllib.parse.urlencode(form).encode())
    if answer.status != 200:
        raise GatewayUnreachable(f"the answer was {answer.status}")
    return answer.body

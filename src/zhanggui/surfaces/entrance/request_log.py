"""One line and one count for each request."""

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from zhanggui.surfaces.entrance.metrics import REQUESTS, SECONDS

log = structlog.get_logger("zhanggui.request")

REQUEST_ID = "X-Request-ID"
SURFACES = {"console", "desk", "control-room", "partners", "api", "gateway"}


class RequestLog:
    """Ties every log line of a request to its id, then tells how it was answered.

    The path is told without its query, which may hold what a person typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request.request_id):  # type: ignore[attr-defined]
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            told(request, response, seconds)
        return response


def told(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count this answer, and tell it in one line."""
    first = request.path_info.split("/", 2)[1]
    surface = first if first in SURFACES else "storefront"
    found = request.resolver_match
    _counter(surface, found.route if found else "(none)", request.method, response.status_code).inc()
    _timer(surface).observe(seconds)
    log.info(
        "answered",
        method=request.method,
        path=request.path_info,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
    )


@lru_cache(maxsize=4096)
def _counter(surface: str, route: str, method: str | None, status: int) -> Any:
    return REQUESTS.labels(surface, route, method, str(status))


@lru_cache
def _timer(surface: str) -> Any:
    return SECONDS.labels(surface)

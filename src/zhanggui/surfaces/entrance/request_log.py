"""One line and one count for each request."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from zhanggui.surfaces.entrance.metrics import REQUESTS, SECONDS

log = structlog.get_logger("zhanggui.request")

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
            self._tell(request, response, seconds)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        first = request.path_info.split("/", 2)[1]
        surface = first if first in SURFACES else "storefront"
        found = request.resolver_match
        route = found.route if found else "(none)"
        REQUESTS.labels(surface, route, request.method, str(response.status_code)).inc()
        SECONDS.labels(surface).observe(seconds)
        log.info(
            "answered",
            method=request.method,
            path=request.path_info,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )

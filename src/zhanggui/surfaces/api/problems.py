"""Refusals as RFC 9457 problem details, in the reader's language."""

import json
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from zhanggui.kernel.refusal import Refusal

log = structlog.get_logger("zhanggui.api")

PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "What was refused and why (RFC 9457), in the language of Accept-Language.",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; programs decide by this."},
        "details": {"type": "object"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
}


def problem(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """One problem."""
    body = {"type": f"/api/problems/{code}", "title": title, "status": status, "code": code, **more}
    content = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False, default=str)
    return HttpResponse(content, status=status, content_type="application/problem+json; charset=utf-8")


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """What an operation said no to."""
    title = refusal.message(gettext(refusal.template()))
    details = {name: value if _is_plain(value) else str(value) for name, value in refusal.details.items()}
    return problem(refusal.status, refusal.code, title, details=details)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | bool | list | dict)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors]
    return problem(422, "invalid", gettext("The request is not valid."), errors=errors)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "not-found", gettext("There is nothing here under this identifier."))


def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(401, "not-signed-in", gettext("Please sign in, or send a valid token."))
    response["WWW-Authenticate"] = 'Bearer realm="zhanggui"'
    return response


def _too_often(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(429, "too-often", gettext("Too many requests. Please wait a moment."))
    response["Retry-After"] = "1"
    return response


def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(413, "too-big", gettext("The request is too large."))


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "http", gettext(str(error)))


def _ours(request: HttpRequest, error: Any) -> HttpResponse:
    log.exception("unexpected", path=request.path_info)
    number = getattr(request, "request_id", "")
    title = gettext("Something went wrong on our side")
    return problem(500, "unexpected", title, details={"request": number})


def handle_problems(api: NinjaAPI) -> None:
    """Let every refusal and every malformed request be a problem document."""
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Http404, _unknown)
    api.add_exception_handler(AuthenticationError, _stranger)
    api.add_exception_handler(Throttled, _too_often)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Exception, _ours)

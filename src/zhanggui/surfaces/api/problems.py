"""Refusals as RFC 9457 problem details, in the reader's language."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhanggui.kernel.refusal import Refusal


def problem(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """One problem."""
    body = {"type": f"/api/problems/{code}", "title": title, "status": status, "code": code, **more}
    content = json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type="application/problem+json; charset=utf-8")


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """What an operation said no to."""
    title = refusal.message(gettext(refusal.template()))
    return problem(refusal.status, refusal.code, title, details=refusal.details)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors]
    return problem(422, "invalid", gettext("The request is not valid."), errors=errors)


def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "not-found", gettext("There is nothing here under this identifier."))


def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(401, "not-signed-in", gettext("Please sign in, or send a valid token."))


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "http", str(error))


def handle_problems(api: NinjaAPI) -> None:
    """Let every refusal and every malformed request be a problem document."""
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Http404, _unknown)
    api.add_exception_handler(AuthenticationError, _stranger)
    api.add_exception_handler(HttpError, _http)

"""The doors of Alipay's stand-in: requests, pay page, bills."""

from datetime import date

from django.core import signing as tokens
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from zhanggui.integrations.alipay import standin
from zhanggui.integrations.gateway.views import answer

MINUTES = 30
"""How long the address of a bill can be used."""


@csrf_exempt
def gateway(request: HttpRequest) -> HttpResponse:
    """A signed request, or the pay page."""
    return answer(request, standin.ALIPAY)


@require_safe
def bill(request: HttpRequest, token: str) -> HttpResponse:
    """The zip of a day, for whoever was given its address."""
    try:
        day = date.fromisoformat(tokens.loads(token, salt=standin.SALT, max_age=MINUTES * 60))
    except tokens.BadSignature as problem:
        raise Http404 from problem
    return HttpResponse(standin.bill_file(day), content_type="application/zip")

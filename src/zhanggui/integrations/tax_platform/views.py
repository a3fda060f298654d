"""The stand-in's door, for a house that reaches it over HTTP."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zhanggui.integrations.tax_platform import standin
from zhanggui.integrations.tax_platform.wire import Sent
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.signed_calls import SIGNATURE_HEADER, TIME_HEADER


@csrf_exempt
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """A signed question, answered by a signed answer; an unsigned one is told so."""
    signed = {name: request.headers.get(name, "") for name in (TIME_HEADER, SIGNATURE_HEADER)}
    answer = standin.answer(Sent(request.body, signed), at=clock.now())
    return HttpResponse(answer.body, content_type="application/json", headers=answer.headers)

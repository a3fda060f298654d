"""The stand-in's doors: the signed one for a house that reaches it over HTTP, and the buyers' page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.integrations.tax_platform import confirming, standin
from zhanggui.integrations.tax_platform.models import StandInInvoice
from zhanggui.integrations.tax_platform.wire import Sent
from zhanggui.kernel import clock
from zhanggui.kernel.money import yuan
from zhanggui.mechanisms.access.signed_calls import SIGNATURE_HEADER, TIME_HEADER

VERBS = {"use": confirming.use, "agree": confirming.agree, "decline": confirming.decline}


@csrf_exempt
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """A signed question, answered by a signed answer; an unsigned one is told so."""
    signed = {name: request.headers.get(name, "") for name in (TIME_HEADER, SIGNATURE_HEADER)}
    answer = standin.answer(Sent(request.body, signed), at=clock.now())
    return HttpResponse(answer.body, content_type="application/json", headers=answer.headers)


@require_http_methods(["GET", "POST"])
def buyer(request: HttpRequest, number: str) -> HttpResponse:
    """What the buyer of an invoice does at the tax bureau: say that it uses it, and answer red letters.

    Like the bureau's own counter it asks for nothing of ours. Beside a real platform there is no such page.
    """
    found = StandInInvoice.objects.filter(number=number, red_of=None).first()
    if settings.TAX_PLATFORM_URL or found is None:
        raise Http404
    now = clock.now()
    if request.method == "POST":
        verb = VERBS.get(request.POST.get("verb", ""))
        if verb is None:
            raise Http404
        verb(number, at=now)
        return redirect("tax_platform:buyer", number)
    confirmations = [
        {"number": one.number, "amount": yuan(one.total_fen), "stands": one.stands(now), "until": one.until}
        for one in found.confirmations.order_by("-asked_at")
    ]
    context = {
        "invoice": found,
        "amount": yuan(found.total_fen),
        "confirmations": confirmations,
        "awaited": any(one["stands"] == "awaited" for one in confirmations),
    }
    return render(request, "tax_platform/buyer.html", context)

"""The developers' telephone: in the example world, somebody calls when a button is pressed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhanggui.domain.care.models import Call
from zhanggui.domain.care.states import CallState
from zhanggui.integrations.telephony import jobs, standin


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def telephone(request: HttpRequest) -> HttpResponse:
    """Who waits and who talks; a number that calls, a rush of them, a caller who hangs up."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    if request.method == "POST":
        _play(request)
        return HttpResponseRedirect(reverse("telephony:telephone"))
    living = Call.objects.filter(state__in=(CallState.WAITING, CallState.TALKING)).order_by("-arrived_at")
    return render(request, "telephony/telephone.html", {"calls": living[:60], "samples": standin.SAMPLES})


def _play(request: HttpRequest) -> None:
    if ends := request.POST.get("ends", "")[:80]:
        jobs.play.defer(**standin.ended(ends))
    elif request.POST.get("rush"):
        for each in standin.rush(standin.SAMPLES, calls=50, seconds=60, patience=90):
            jobs.play.configure(schedule_in={"seconds": int(each.after)}).defer(**each.told)
    else:
        jobs.play.defer(**standin.ringing(request.POST.get("number", "")[:24]))

"""What a partner asks the house for, and what the house says to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.domain.partners.operations.ask_support import ask_support
from zhanggui.domain.partners.supporting import SUPPORT
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.queries import cases_of_party, events_for
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal.shell import AnyPartner, actor_of, page_for, show

SHOWN = 20


@page_for()
def support(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """Ask for support, and read the latest requests with every word that was said."""
    by = actor_of(request)
    if request.method == "POST":
        try:
            asked = ask_support(text=request.POST.get("text", ""), by=by, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            said = gettext("Your request %(number)s is with us.") % {"number": asked.number}
            messages.success(request, said)
            return redirect("partner_portal:support")
    own = cases_of_party(by).filter(kind=SUPPORT.kind)[:SHOWN]
    rows = [{"case": case, "events": events_for(case, by).order_by("at", "id")} for case in own]
    return show(request, "support", partner, rows=rows)


@require_POST
@page_for()
def add_to_support(request: HttpRequest, partner: AnyPartner, case_id: UUID) -> HttpResponse:
    """Write more about one's own request."""
    by = actor_of(request)
    if not cases_of_party(by).filter(pk=case_id, kind=SUPPORT.kind).exists():
        raise NotFound
    try:
        cases.hear(case_id=case_id, text=request.POST.get("text", ""), by=by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("partner_portal:support")

"""Opening a case after the sale from an order's page: rights, questions, the sum, the customer's yes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from zhanggui.domain.aftersales.capabilities import REQUEST_FOR_OTHERS
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.counter import asking
from zhanggui.surfaces.counter.asking import Sheet, Talk
from zhanggui.surfaces.design.templatetags.design import said


def case_panel(order: Order, by: Actor) -> list[dict[str, Any]]:
    """The cases of an order, and where to open another, for those who may."""
    if not by.may(REQUEST_FOR_OTHERS):
        return []
    cases = Return.objects.filter(order=order).order_by("requested_at")
    where = reverse("admin:order_case", args=[order.number])
    return [{"template": "console/panels/order_cases.html", "cases": list(cases), "where": where}]


@page("orders/<str:number>/after-sales/", "order_case")
@require_http_methods(["GET", "POST"])
def order_case(request: HttpRequest, number: str) -> HttpResponse:
    """One page: what may be asked and why, what it comes to, read out, opened."""
    by, at = acting(request), clock.now()
    given = request.POST if request.method == "POST" else request.GET
    try:
        on = asking.sheet(number[:24], way=given.get("way", ""), by=by, at=at)
    except NotFound:
        raise Http404 from None
    by.require(REQUEST_FOR_OTHERS)
    context: dict[str, Any] = {"sheet": on, "given": given, "problem": "", "told": None}
    if on.chosen is not None:
        context |= asking.questions(on, given, at=at)
    if request.method == "POST":
        try:
            context["told"] = asking.told(on, request.POST, by=by, at=at)
            if "open" in request.POST:
                return _opened(request, on, by)
        except Refusal as refusal:
            context["problem"] = said(refusal)
    title = gettext("After-sales for order %(number)s") % {"number": on.order.number}
    status = 422 if context["problem"] else 200
    return render(request, "console/order_case.html", shell(request, title=title, **context), status=status)


def _opened(request: HttpRequest, on: Sheet, by: Actor) -> HttpResponse:
    pay = request.build_absolute_uri(reverse("storefront:pay", args=["NUMBER"]))
    talk = Talk(pay_address=pay.replace("NUMBER", "{number}"))
    case = asking.open_case(on, request.POST, talk, by=by, at=clock.now())
    messages.success(request, gettext("Case %(number)s is open.") % {"number": case.number})
    return HttpResponseRedirect(reverse("admin:aftersales_return_change", args=[case.pk]))

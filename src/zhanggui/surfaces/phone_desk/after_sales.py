"""After-sales at the desk: what the caller may ask for, what it comes to, read back, and opened for them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.aftersales.queries import returns_of
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.kernel import clock
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.counter import asking
from zhanggui.surfaces.counter.asking import Sheet, Talk
from zhanggui.surfaces.phone_desk.agents import actor_of, agents_only
from zhanggui.surfaces.phone_desk.entry import CallerMissing

RECENT = 6


class OrderUnchosen(Refusal):
    """Choose one of the caller's orders first."""

    code = "order-unchosen"
    status = 422


@agents_only
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """What can be asked of the chosen order, by which law, or why not: before anything is asked."""
    given, by = request.GET, actor_of(request)
    chosen = id_in(given.get("about", ""))
    if chosen is None:
        raise OrderUnchosen
    number = order_concerning(chosen, by=by).number
    context = {"sheet": _sheet(request, number), "shortcuts": True}
    return render(request, "phone_desk/after_sales.html", context)


@agents_only
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What is asked for what the caller wants."""
    on = _sheet(request, request.GET.get("order_number", ""))
    context = asking.questions(on, request.GET, at=clock.now())
    reload = reverse("phone_desk:after_sales_questions")
    return render(request, "counter/questions.html", {**context, "reload": reload})


@agents_only
@require_POST
def weigh(request: HttpRequest) -> HttpResponse:
    """The sum and the sentences to read back, whenever an answer changes."""
    on = _sheet(request, request.POST.get("order_number", ""))
    told = asking.told(on, request.POST, by=actor_of(request), at=clock.now())
    return render(request, "counter/read_back.html", {"told": told})


@agents_only
@require_POST
def open_case(request: HttpRequest) -> HttpResponse:
    """Open what the caller agreed to, kept with their call."""
    by, at, form = actor_of(request), clock.now(), request.POST
    on = _sheet(request, form.get("order_number", ""))
    pay = request.build_absolute_uri(reverse("storefront:pay", args=["NUMBER"]))
    talk = Talk(
        caller_id=_caller(form),
        call_id=id_in(form.get("call", "")),
        pay_address=pay.replace("NUMBER", "{number}"),
    )
    case = asking.open_case(on, form, talk, by=by, at=at)
    cases = returns_of(talk.caller_id)[:RECENT] if talk.caller_id else []
    return render(request, "phone_desk/opened.html", {"case": case, "cases": cases})


def _sheet(request: HttpRequest, number: str) -> Sheet:
    """The sheet of an order of the caller. Anybody else's is not found."""
    given = request.POST if request.method == "POST" else request.GET
    on = asking.sheet(number[:24], way=given.get("way", ""), by=actor_of(request), at=clock.now())
    if on.order.customer_id != _caller(given):
        raise NotFound
    return on


def _caller(given: QueryDict) -> UUID:
    caller = id_in(given.get("customer", ""))
    if caller is None:
        raise CallerMissing
    return caller

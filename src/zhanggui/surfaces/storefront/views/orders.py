"""A customer's orders: the list, one of them, paying, following, cancelling, complaining."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhanggui.domain.aftersales.queries import replaced_by, returns_of_order
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.queries import complaints_about, complaints_of, ratings_of_order
from zhanggui.domain.care.states import Matter
from zhanggui.domain.delivery.queries import later_on, missing_of, tracking_of
from zhanggui.domain.payments.queries import due_fen, payment_state, payments_of
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.queries import AT_THE_STAGE, after_order, order_numbered, orders_of
from zhanggui.domain.sales.states import OrderState
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors, stories, sums
from zhanggui.surfaces.storefront.forms import ComplaintForm

PAGE = 10
ALIVE = {OrderState.PLACED, OrderState.CONFIRMED}


def stages() -> list[tuple[str, str]]:
    """The heads of the list: a code for the address, and a word."""
    return [
        ("", pgettext("orders", "All")),
        ("unpaid", pgettext("orders", "To pay")),
        ("to_ship", pgettext("orders", "To be sent")),
        ("to_receive", pgettext("orders", "On the way")),
        ("to_rate", pgettext("orders", "To rate")),
        ("returns", pgettext("orders", "Returns")),
        ("ended", pgettext("orders", "Called off")),
    ]


@doors.customers_only
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """All orders or those at one stage, the newest first, with pictures of what is in them."""
    mine, stage = orders_of(doors.actor_of(request).account_id), request.GET.get("stage", "")
    if stage == "to_rate":
        mine = mine.filter(AT_THE_STAGE["delivered"], ratings=None)
    elif stage == "returns":
        mine = mine.filter(returns__isnull=False).distinct()
    elif stage in AT_THE_STAGE:
        mine = mine.filter(AT_THE_STAGE[stage])
    if after := request.GET.get("after", "")[:24]:
        mine = after_order(mine, after)
    page = list(mine[: PAGE + 1])
    context = {
        "orders": stories.with_pictures(page[:PAGE]),
        "stages": stages(),
        "stage": stage,
        "after": page[PAGE - 1].number if len(page) > PAGE else "",
        "is_first": not after,
    }
    return render(request, "storefront/orders.html", context)


def mine(request: HttpRequest, number: str) -> Order:
    """The reader's own order of this number. Raises ``NotFound``."""
    return order_numbered(number, by=doors.actor_of(request))


@doors.customers_only
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: lines, sums, what has happened, what can be done."""
    one = mine(request, number)
    payments, ratings = payments_of(one.id), ratings_of_order(one.id)
    context: dict[str, Any] = {
        "order": one,
        "lines": stories.with_pictures([one])[0]["lines"],
        "taken_off": sums.taken_off(one.lines.all()),
        "payments": payments,
        "payment_state": payment_state(one.payable_fen, payments),
        "steps": stories.steps(one, ratings[0].rated_at if ratings else None),
        "story": stories.story(one, payments, ratings),
        "ratings": ratings,
        "complaints": complaints_about(one.id),
        "missing": missing_of(one.id),
        "later_on": later_on(one.id),
        "parcels": tracking_of(one.id, by=doors.actor_of(request), at=clock.now()),
        "returns": returns_of_order(one.id),
        "due_fen": due_fen(one.id, payable=one.payable_fen),
        "replaces": replaced_by(one.id),
        **_possible(one),
    }
    return render(request, "storefront/order.html", context)


def _possible(one: Order) -> dict[str, bool]:
    """What its customer can do with an order now; the operations have the last word."""
    waiting = one.state in ALIVE and one.shipped_at is None
    on_the_way = one.shipped_at is not None and one.delivered_at is None and one.ended_at is None
    return {
        "may_cancel": waiting,
        "may_readdress": waiting,
        "may_receive": on_the_way and one.method != PaymentMethod.CASH_ON_DELIVERY,
        "may_rate": one.delivered_at is not None,
        "may_miss": on_the_way,
        "may_invoice": one.state not in {OrderState.CANCELLED, OrderState.EXPIRED},
    }


@doors.customers_only
@require_safe
def tracking(request: HttpRequest, number: str) -> HttpResponse:
    """Where the parcels of an order are, and nothing else."""
    one = mine(request, number)
    parcels = tracking_of(one.id, by=doors.actor_of(request), at=clock.now())
    return render(request, "storefront/tracking.html", {"order": one, "parcels": parcels})


@doors.customers_only
@require_safe
def placed(request: HttpRequest, number: str) -> HttpResponse:
    """Thank you."""
    return render(request, "storefront/placed.html", {"order": mine(request, number)})


@doors.customers_only
@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Call it off."""
    one = mine(request, number)
    try:
        cancel_order(
            order_id=one.id, reason="called off by the customer", by=doors.actor_of(request), at=clock.now()
        )
        doors.tell(request, gettext("The order is cancelled. What you paid goes back the way it came."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(reverse("storefront:order", args=[number]))


@doors.customers_only
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest) -> HttpResponse:
    """Complain, about an order or about anything."""
    by = doors.actor_of(request)
    number = request.POST.get("order") or request.GET.get("order", "")
    about = order_numbered(number, by=by) if number else None
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        wish = ComplaintWish(
            text=form.cleaned_data["text"],
            matter=Matter(form.cleaned_data["matter"]),
            order_id=about.id if about else None,
        )
        try:
            opened = open_complaint(wish=wish, by=by, at=clock.now())
            doors.tell(
                request, gettext("Your complaint has the number %(number)s.") % {"number": opened.case.number}
            )
            return HttpResponseRedirect(reverse("storefront:complaint"))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context = {"form": form, "order": about, "complaints": complaints_of(by.account_id)[:20]}
    return render(request, "storefront/complaint.html", context, status=422 if form.errors else 200)

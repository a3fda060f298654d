"""A customer's orders: paying, following, cancelling, rating, complaining."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhanggui.domain.aftersales.queries import returns_of_order
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.operations.rate import Opinion
from zhanggui.domain.care.queries import complaints_about, complaints_of
from zhanggui.domain.care.states import Matter
from zhanggui.domain.delivery.queries import tracking_of
from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import PayAsk
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import payment_state, payments_of
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.queries import order_numbered, orders_of
from zhanggui.domain.sales.states import OrderState
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.rate_order import rate_order
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors, stories
from zhanggui.surfaces.storefront.forms import ComplaintForm, RatingForm

PAGE = 10


@doors.customers_only
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """All orders, the newest first, with pictures of what is in them."""
    mine = orders_of(doors.actor_of(request).account_id)
    if after := request.GET.get("after"):
        mine = mine.filter(number__lt=after[:24])
    page = list(mine[:PAGE])
    context = {
        "orders": stories.with_pictures(page),
        "after": page[-1].number if len(page) == PAGE else "",
        "is_first": not after,
    }
    return render(request, "storefront/orders.html", context)


def _mine(request: HttpRequest, number: str) -> Order:
    return order_numbered(number, by=doors.actor_of(request))


@doors.customers_only
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: lines, sums, what has happened, what can be done."""
    one = _mine(request, number)
    payments = payments_of(one.id)
    context: dict[str, Any] = {
        "order": one,
        "lines": stories.with_pictures([one])[0]["lines"],
        "payments": payments,
        "payment_state": payment_state(one.payable_fen, payments),
        "steps": stories.steps(one),
        "story": stories.story(one, payments),
        "complaints": complaints_about(one.id),
        "parcels": tracking_of(one.id, by=doors.actor_of(request), at=clock.now()),
        "returns": returns_of_order(one.id),
        "may_cancel": one.state in {OrderState.PLACED, OrderState.CONFIRMED} and one.shipped_at is None,
        "may_rate": one.delivered_at is not None,
    }
    return render(request, "storefront/order.html", context)


@doors.customers_only
@require_safe
def tracking(request: HttpRequest, number: str) -> HttpResponse:
    """Where the parcels of an order are, and nothing else."""
    one = _mine(request, number)
    parcels = tracking_of(one.id, by=doors.actor_of(request), at=clock.now())
    return render(request, "storefront/tracking.html", {"order": one, "parcels": parcels})


@doors.customers_only
@require_safe
def placed(request: HttpRequest, number: str) -> HttpResponse:
    """Thank you."""
    return render(request, "storefront/placed.html", {"order": _mine(request, number)})


@doors.customers_only
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """What is to be paid and until when; by POST on to the gateway."""
    one, at, by = _mine(request, number), clock.now(), doors.actor_of(request)
    if request.method == "GET":
        if one.state != OrderState.PLACED:
            return HttpResponseRedirect(reverse("storefront:pay_result", args=[number]))
        return render(request, "storefront/pay.html", {"order": one})
    try:
        payment = open_payment(order_id=one.id, wish=PaymentWish(), by=by, at=at)
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:order", args=[number]))
    back = request.build_absolute_uri(reverse("storefront:pay_result", args=[number]))
    ask = PayAsk(
        number=payment.number,
        amount_fen=payment.amount_fen,
        subject=gettext("Order %(number)s") % {"number": one.number},
        expires_at=payment.expires_at or at,
        return_url=back,
    )
    return HttpResponseRedirect(gateway.connected().pay_link(ask, at=at))


@doors.customers_only
@require_safe
def pay_result(request: HttpRequest, number: str) -> HttpResponse:
    """Whether the money has come. The gateway tells us, not the browser; so the page asks again."""
    one = _mine(request, number)
    payments = payments_of(one.id)
    state = payment_state(one.payable_fen, payments)
    part = (
        "storefront/parts/pay_state.html"
        if request.headers.get("HX-Request")
        else "storefront/pay_result.html"
    )
    return render(request, part, {"order": one, "payment_state": state})


@doors.customers_only
@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Call it off."""
    one = _mine(request, number)
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
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """Say how it was."""
    one = _mine(request, number)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        opinion = Opinion(order_id=one.id, score=form.cleaned_data["score"], text=form.cleaned_data["text"])
        try:
            rate_order(opinion=opinion, by=doors.actor_of(request), at=clock.now())
            doors.tell(request, gettext("Thank you. Your words stay as you wrote them."))
            return HttpResponseRedirect(reverse("storefront:order", args=[number]))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    return render(request, "storefront/rating.html", {"order": one, "form": form})


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
    return render(request, "storefront/complaint.html", context)

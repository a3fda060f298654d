"""Paying: by which way, where, and whether the money has come. Only the word of the gateway counts."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import Door
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import due_fen, payment_of, payment_state, payments_of
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.journeys.talk_to_gateway import is_linked_by_us, pay_ask
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.design.barcodes import qr
from zhanggui.surfaces.storefront import devices, doors
from zhanggui.surfaces.storefront.views.orders import mine


@dataclass(frozen=True, slots=True)
class Way:
    """A way to pay online, as it is offered."""

    method: str
    name: Any
    help: Any


WAYS = {
    "alipay": Way("alipay", _("Alipay"), _("Scan a code, or pay in the app on your phone")),
    "wechat": Way("wechat", _("WeChat Pay"), _("Scan a code, or pay in WeChat on your phone")),
    "gateway": Way("gateway", _("Bank card"), _("On the page of your bank")),
}


def ways() -> list[Way]:
    """The ways in force, as customers choose among them."""
    return [WAYS[method] for method in gateway.methods() if method in WAYS]


def chosen_way(asked: str) -> str:
    """The way somebody asked for, if it is in force; else the first one."""
    known = [way.method for way in ways()]
    return asked if asked in known else (known[0] if known else "")


@doors.customers_only
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """What is to be paid, until when and by which way; by POST on to where it is paid."""
    one = mine(request, number)
    if request.method == "GET":
        if one.state != OrderState.PLACED:
            return HttpResponseRedirect(reverse("storefront:pay_result", args=[number]))
        context = {
            "order": one,
            "due_fen": due_fen(one.id, payable=one.payable_fen),
            "ways": ways(),
            "chosen": chosen_way(request.GET.get("way", "")),
            "on_phone": devices.is_phone(request.headers.get("User-Agent", "")),
            "transfer": _transfer(one),
        }
        return render(request, "storefront/pay.html", context)
    try:
        return HttpResponseRedirect(_begin(request, one))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:order", args=[number]))


def _begin(request: HttpRequest, one: Order) -> str:
    """Open the payment; where the customer goes from here."""
    by, at = doors.actor_of(request), clock.now()
    method = chosen_way(request.POST.get("way", ""))
    wish = PaymentWish(method=method, kind=_door(request, method))
    payment = open_payment(order_id=one.id, wish=wish, by=by, at=at)
    if not is_linked_by_us(payment):
        return reverse("storefront:pay_by", args=[one.number, payment.number])
    back = request.build_absolute_uri(reverse("storefront:pay_result", args=[one.number]))
    return gateway.connected(method).pay_link(pay_ask(payment, return_url=back, at=at), at=at)


def _door(request: HttpRequest, method: str) -> str:
    """By code on a large screen, in the app on a phone; a card is typed in on a page of the bank."""
    if method == "gateway":
        return ""
    asked = request.POST.get("door", "")
    if asked in {Door.CODE, Door.PHONE}:
        return asked
    return Door.PHONE if devices.is_phone(request.headers.get("User-Agent", "")) else Door.CODE


def begin_transfer(order_number: str, *, by: Actor) -> str:
    """Open the payment of an order that is paid by bank transfer; the page that says what to write."""
    from zhanggui.domain.sales.queries import order_numbered

    order = order_numbered(order_number, by=by)
    wish = PaymentWish(method=Payment.Method.BANK_TRANSFER)
    payment = open_payment(order_id=order.id, wish=wish, by=by, at=clock.now())
    return reverse("storefront:pay_by", args=[order_number, payment.number])


def _transfer(one: Order) -> Payment | None:
    """The open transfer of an order that is paid by the bank."""
    if one.method != PaymentMethod.BANK_TRANSFER:
        return None
    return next((p for p in payments_of(one.id) if p.method == Payment.Method.BANK_TRANSFER), None)


@doors.customers_only
@require_safe
def pay_by(request: HttpRequest, number: str, payment_number: str) -> HttpResponse:
    """Where one payment is made: its code or link, or what to tell the bank. It asks again by itself."""
    one = mine(request, number)
    payment = payment_of(payment_number, by=doors.actor_of(request))
    if payment.order_id != one.id or payment.method not in {*ONLINE, Payment.Method.BANK_TRANSFER}:
        raise NotFound
    result = reverse("storefront:pay_result", args=[number])
    asks_again = bool(request.headers.get("HX-Request"))
    if one.state != OrderState.PLACED or payment.state != "open":
        if asks_again:
            return HttpResponse(headers={"HX-Redirect": result})
        return HttpResponseRedirect(result)
    context = {
        "order": one,
        "payment": payment,
        "way": WAYS.get(payment.method),
        "bank": settings.HOUSE_BANK,
        "code": qr(payment.address) if payment.kind == Door.CODE and payment.address else "",
        "opens_here": payment.address.startswith(("http://", "https://")),
    }
    part = "storefront/parts/pay_here.html" if asks_again else "storefront/pay_by.html"
    return render(request, part, context)


@doors.customers_only
@require_safe
def pay_result(request: HttpRequest, number: str) -> HttpResponse:
    """Whether the money has come. The gateway tells us, not the browser; so the page asks again."""
    one = mine(request, number)
    payments = payments_of(one.id)
    state = payment_state(one.payable_fen, payments)
    part = (
        "storefront/parts/pay_state.html"
        if request.headers.get("HX-Request")
        else "storefront/pay_result.html"
    )
    context = {
        "order": one,
        "payment_state": state,
        "failed": bool(payments) and payments[-1].state == PaymentState.CLOSED,
    }
    return render(request, part, context)

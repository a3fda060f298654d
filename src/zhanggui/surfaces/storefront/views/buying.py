"""From the basket to the order: nothing ticked in advance, every line at the price of this moment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.models import PaymentMethod, SalesChannel
from zhanggui.domain.sales.operations import put_in_cart
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.journeys.place_order_at import place_order_at
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.storefront import basket, doors
from zhanggui.surfaces.storefront.basket import Line
from zhanggui.surfaces.storefront.forms import AddressForm, InvoiceForm


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Put a choice into the basket, on top of what is there."""
    key = request.POST.get("choice", "")
    try:
        one = basket.parse(key, request.POST.get("quantity", ""), request.POST.get(f"price:{key}", ""))
    except ValueError:
        return HttpResponseBadRequest(gettext("This choice is not known."))
    before = next((w.quantity for w in basket.wanted(request) if w.key == one.key), 0)
    wish = basket.Wanted(
        sku_id=one.sku_id,
        slot_goods_id=one.slot_goods_id,
        quantity=min(before + max(one.quantity, 1), rules.QUANTITY_MAX),
        announced_fen=one.announced_fen,
    )
    try:
        basket.put(request, wish, at=clock.now())
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    if request.POST.get("then") == "checkout":
        return HttpResponseRedirect(reverse("storefront:checkout"))
    doors.tell(request, gettext("It is in your cart."))
    return HttpResponseRedirect(reverse("storefront:cart"))


@require_http_methods(["GET", "POST"])
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the basket; by POST the number of one line changes."""
    at = clock.now()
    if request.method == "POST":
        for one in basket.wanted(request):
            quantity = request.POST.get(f"quantity:{one.key}", str(one.quantity))
            if "remove" in request.POST:
                quantity = "0" if request.POST["remove"] == one.key else str(one.quantity)
            try:
                changed = basket.parse(one.key, quantity, str(one.announced_fen))
                if changed != one:
                    basket.put(request, changed, at=at)
            except (ValueError, Refusal):
                doors.tell(request, gettext("Please enter a number from 1 to 99."), "bad")
        return HttpResponseRedirect(reverse("storefront:cart"))
    lines = basket.priced(basket.wanted(request), at=at)
    return render(request, "storefront/cart.html", {"lines": lines, **_sum(lines)})


def _sum(lines: list[Line]) -> dict[str, int | bool]:
    goods = sum(line.amount_fen for line in lines)
    freight = rules.freight(goods) if lines else 0
    return {
        "goods_fen": goods,
        "freight_fen": freight,
        "payable_fen": goods + freight,
        "free_from_fen": rules.FREE_FREIGHT_FROM,
        "ready": bool(lines) and all(line.may_be_bought for line in lines),
    }


@doors.customers_only
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Address, invoice, payment and the order, on one page."""
    at, by = clock.now(), doors.actor_of(request)
    lines = basket.priced(basket.wanted(request), at=at)
    if not lines:
        return HttpResponseRedirect(reverse("storefront:cart"))
    addresses = addresses_of(by.account_id)
    chosen = request.POST.get("address", str(addresses[0].id) if addresses else "new")
    posted = request.POST if request.method == "POST" else None
    address_form = AddressForm(posted if chosen == "new" else None, prefix="to")
    invoice_form = InvoiceForm(posted, prefix="invoice")
    context = {
        "lines": lines,
        "addresses": addresses,
        "chosen": chosen,
        "address_form": address_form,
        "invoice_form": invoice_form,
        "regions": regions.provinces(),
        "method": request.POST.get("method", ""),
        "key": new_id().hex,
        **_sum(lines),
    }
    if posted is not None:
        context["problems"] = _problems(
            request, lines, address_form if chosen == "new" else None, invoice_form
        )
        if not context["problems"]:
            try:
                placed = _place(request, lines, address_form, invoice_form, [a.id for a in addresses])
                return HttpResponseRedirect(_next(placed, request.POST["method"]))
            except Refusal as refusal:
                context["problems"] = [doors.said(refusal)]
    return render(
        request, "storefront/checkout.html", context, status=422 if context.get("problems") else 200
    )


def _problems(
    request: HttpRequest, lines: list[Line], address: AddressForm | None, invoice: InvoiceForm
) -> list[str]:
    problems = []
    if (address is not None and not address.is_valid()) or not invoice.is_valid():
        problems.append(gettext("Please complete the fields marked below."))
    if request.POST.get("method") not in PaymentMethod.values:
        problems.append(gettext("Please choose how you want to pay."))
    for line in lines:
        if line.needs_confirmation and not request.POST.get(f"no_return:{line.wanted.key}"):
            problems.append(
                gettext("Please confirm that %(name)s cannot be returned without a reason.")
                % {"name": line.offer.name}
            )
        seen = request.POST.get(f"price:{line.wanted.key}", "")
        if seen != str(line.offer.amount_fen):
            problems.append(
                gettext("The price of %(name)s has changed. Please look at it again.")
                % {"name": line.offer.name}
            )
    return problems


def _place(
    request: HttpRequest, lines: list[Line], address: AddressForm, invoice: InvoiceForm, known: list[UUID]
) -> Placed:
    by, at = doors.actor_of(request), clock.now()
    chosen = next((a for a in known if str(a) == request.POST.get("address")), None)
    wish = _wish(request, lines, invoice, chosen or new_id())
    if chosen is not None:
        placed = place_order(wish=wish, by=by, at=at)
    else:
        placed = place_order_at(wish=wish, address=address.wish(), by=by, at=at)
    for line in lines:
        put_in_cart(
            sku_id=line.wanted.sku_id,
            slot_goods_id=line.wanted.slot_goods_id,
            quantity=0,
            announced_fen=0,
            by=by,
            at=at,
        )
    return placed


def _wish(request: HttpRequest, lines: list[Line], invoice: InvoiceForm, address_id: UUID) -> OrderWish:
    from_air = any(line.slot_goods_id for line in lines)
    return OrderWish(
        customer_id=doors.actor_of(request).account_id,
        channel=SalesChannel.AIR if from_air else SalesChannel.WEB,
        method=request.POST["method"],
        address_id=address_id,
        lines=tuple(
            LineWish(
                sku_id=line.wanted.sku_id,
                quantity=line.wanted.quantity,
                announced_fen=int(request.POST[f"price:{line.wanted.key}"]),
                slot_goods_id=line.slot_goods_id,
                no_return_confirmed=bool(request.POST.get(f"no_return:{line.wanted.key}")),
            )
            for line in lines
        ),
        key=request.POST.get("key", "")[:40],
        invoice_wish=invoice.wish(),
    )


def _next(placed: Placed, method: str) -> str:
    if method == PaymentMethod.CASH_ON_DELIVERY:
        return reverse("storefront:placed", args=[placed.number])
    return reverse("storefront:pay", args=[placed.number])


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts of a city, for the picker."""
    province = regions.provinces().get(request.GET.get("province", ""))
    city = province.below.get(request.GET.get("city", "")) if province else None
    names = list(city.below) if city else []
    response = render(request, "storefront/parts/districts.html", {"names": names})
    response["Cache-Control"] = "public, max-age=86400"
    return response

"""What a customer does with an order besides paying: another address, receipt, rating, again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.care.operations.illustrate_rating import MOST
from zhanggui.domain.care.operations.rate import Opinion
from zhanggui.domain.sales.models import Address, Order
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.journeys.buy_again import buy_again
from zhanggui.journeys.change_address import change_address, change_address_to
from zhanggui.journeys.confirm_receipt import confirm_receipt
from zhanggui.journeys.rate_order import rate_order
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.storefront import doors, promises
from zhanggui.surfaces.storefront.forms import AddressForm, RatingForm
from zhanggui.surfaces.storefront.views.orders import mine


def _to_order(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("storefront:order", args=[number]))


@doors.customers_only
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, number: str) -> HttpResponse:
    """Send it somewhere else, while it has not left."""
    one, at, by = mine(request, number), clock.now(), doors.actor_of(request)
    known, chosen = addresses_of(by.account_id), request.POST.get("address", "")
    form = AddressForm(request.POST if chosen == "new" else None, prefix="to")
    problems: list[str] = []
    if request.method == "POST":
        found = next((each for each in known if str(each.id) == chosen), None)
        if found is None and chosen != "new":
            problems.append(gettext("Please choose where it shall go."))
        elif found is not None or form.is_valid():
            try:
                moved = _moved(one, found, form, request)
                words = gettext("It goes there now, promised for %(day)s.")
                doors.tell(request, words % {"day": moved.promised_on})
                return _to_order(number)
            except Refusal as refusal:
                problems.append(doors.said(refusal))
    skus = [line.sku_id for line in one.lines.all()]
    context: dict[str, Any] = {
        "order": one,
        "addresses": [
            {"address": each, "promise": promises.to(each.province, at, skus)}
            for each in known
            if each.id != one.address_id
        ],
        "chosen": chosen,
        "address_form": form,
        "regions": regions.provinces(),
        "problems": problems,
    }
    wrong = bool(problems) or (form.is_bound and not form.is_valid())
    return render(request, "storefront/readdress.html", context, status=422 if wrong else 200)


def _moved(one: Order, known: Address | None, form: AddressForm, request: HttpRequest) -> Order:
    by, at = doors.actor_of(request), clock.now()
    if known is not None:
        return change_address(order_id=one.id, address_id=known.id, by=by, at=at)
    return change_address_to(order_id=one.id, address=form.wish(), by=by, at=at)


@doors.customers_only
@require_POST
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """It has arrived."""
    one = mine(request, number)
    try:
        confirm_receipt(order_id=one.id, by=doors.actor_of(request), at=clock.now())
        doors.tell(request, gettext("Thank you. From tomorrow on you have seven days to return it."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return _to_order(number)


@doors.customers_only
@require_POST
def again(request: HttpRequest, number: str) -> HttpResponse:
    """The same once more, at the prices of today."""
    one = mine(request, number)
    try:
        done = buy_again(order_id=one.id, by=doors.actor_of(request), at=clock.now())
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
        return _to_order(number)
    if done.gone:
        words = gettext("Cannot be had any more: %(names)s")
        doors.tell(request, words % {"names": "、".join(done.gone)}, "bad")
    if done.put:
        doors.tell(request, gettext("It is in your cart, at the prices of today."))
        return HttpResponseRedirect(reverse("storefront:cart"))
    return _to_order(number)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """Say how it was, with pictures if one likes."""
    one = mine(request, number)
    lines = sorted(one.lines.all(), key=lambda line: line.position)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        about = next((line.id for line in lines if str(line.id) == request.POST.get("line")), None)
        opinion = Opinion(
            order_id=one.id, score=form.cleaned_data["score"], text=form.cleaned_data["text"], line_id=about
        )
        pictures = [
            Upload.of(file.name or "", file, file.content_type or "")
            for file in request.FILES.getlist("pictures")[: MOST + 1]
        ]
        try:
            rate_order(opinion=opinion, pictures=pictures, by=doors.actor_of(request), at=clock.now())
            doors.tell(request, gettext("Thank you. Your words stay as you wrote them."))
            return _to_order(number)
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context = {"order": one, "lines": lines, "form": form, "most": MOST}
    return render(request, "storefront/rating.html", context, status=422 if form.errors else 200)

"""From the basket to the order, on one page: nothing ticked in advance, everything as it was shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.campaigns.queries import link_of
from zhanggui.domain.campaigns.refusals import UnknownCode
from zhanggui.domain.campaigns.rules import read_code
from zhanggui.domain.delivery.collecting import collected_at
from zhanggui.domain.delivery.queries import point_called
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.sales.models import Address, PaymentMethod, SalesChannel
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.domain.sales.queries import addresses_of, order_asked_as
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.journeys.check_out import check_out
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import Placed
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.norms import norm
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.storefront import basket, doors, origin, promises, sums
from zhanggui.surfaces.storefront.basket import Line
from zhanggui.surfaces.storefront.forms import AddressForm, InvoiceForm
from zhanggui.surfaces.storefront.views import paying

KEY_LENGTH = 40


@doors.customers_only
@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Address, promise, invoice, payment and the order. What was ordered already is not ordered again."""
    by, at = doors.actor_of(request), clock.now()
    key = request.POST.get("key", "")[:KEY_LENGTH]
    earlier = order_asked_as(key, by=by) if key else None
    if earlier is not None:
        doors.tell(request, gettext("This was ordered already: here it is."))
        return HttpResponseRedirect(reverse("storefront:order", args=[earlier.number]))
    lines = [
        line
        for line in basket.priced(basket.wanted(request), by=doors.actor_of(request), at=at)
        if line.chosen
    ]
    if not lines:
        if request.method == "POST":
            doors.tell(request, gettext("Your cart was ordered or emptied in another window."), "bad")
        return HttpResponseRedirect(reverse("storefront:cart"))
    desk = _Desk(request, lines)
    problems: list[str] = []
    if "order" in request.POST:
        problems = desk.problems()
        if not problems:
            try:
                placed = desk.place()
                return HttpResponseRedirect(_next(placed, request.POST["method"], desk.by))
            except Refusal as refusal:
                problems = [doors.said(refusal)]
    context = {**desk.context(), "problems": problems}
    return render(request, "storefront/checkout.html", context, status=422 if problems else 200)


class _Desk:
    """The checkout as one reader sees it: what is ordered, where it goes, whom the invoice names."""

    def __init__(self, request: HttpRequest, lines: list[Line]) -> None:
        self.request, self.lines = request, lines
        self.by, self.at = doors.actor_of(request), clock.now()
        posted = request.POST if request.method == "POST" else None
        self.quote = sums.quoted(
            request,
            lines,
            coupons=_coupons(posted) if posted and "coupons_shown" in posted else None,
            points=_points(posted) if posted else 0,
            at=self.at,
        )
        self.addresses = addresses_of(self.by.account_id)
        first = str(self.addresses[0].id) if self.addresses else "new"
        self.chosen = request.POST.get("address", first)
        self.origin = (
            read_code(request.POST["origin"]) if posted and "origin" in posted else _came_by(request)
        )
        ordered = posted if "order" in request.POST else None
        self.address_form = AddressForm(
            ordered if self.chosen == "new" else None, prefix="to", initial=_initial(posted, "to-")
        )
        self.invoice_form = InvoiceForm(ordered, prefix="invoice", initial=_initial(posted, "invoice-"))

    def context(self) -> dict[str, Any]:
        """Everything the page shows."""
        skus = [line.wanted.sku_id for line in self.lines]
        return {
            "lines": self.lines,
            "addresses": [
                {"address": one, "promise": promises.to(one.province, self.at, skus)}
                for one in self.addresses
            ],
            "chosen": self.chosen,
            "address_form": self.address_form,
            "invoice_form": self.invoice_form,
            "regions": regions.provinces(),
            "method": self.request.POST.get("method", ""),
            "ways": paying.ways(),
            "transfer_hours": norm("bank_transfer.hold_hours", on=self.at),
            "confirmed": [name for name in self.request.POST if name.startswith("no_return:")],
            "key": new_id().hex,
            "quote": self.quote,
            "origin": self.origin,
            **sums.of(self.lines, self.quote),
        }

    def problems(self) -> list[str]:
        """What must be put right first, in words; none, if it can be ordered as it was shown."""
        if self._shown() != {line.wanted.key: str(line.wanted.quantity) for line in self.lines}:
            return [gettext("Your cart was changed in another window. This is what it holds now.")]
        given, found = self.request.POST, []
        new = self.chosen == "new"
        collected = self._collected()
        if (new and not self.address_form.is_valid()) or not self.invoice_form.is_valid():
            found.append(gettext("Please complete the fields marked below."))
        if not new and collected is None and self._known_address() is None:
            found.append(gettext("Please choose where it shall go."))
        if given.get("method") not in {*PaymentMethod.values, *ONLINE}:
            found.append(gettext("Please choose how you want to pay."))
        if self.origin and link_of(self.origin) is None:
            found.append(doors.said(UnknownCode(code=self.origin)))
        found += [text for line in self.lines for text in self._problems_of(line)]
        shown = (given.get("payable"), given.get("gifts"))
        now = self.quote.announced
        if not found and shown != (str(now.payable_fen), str(now.gifts)):
            found.append(gettext("What there is to pay has changed. Please look at it again."))
        return found

    def _problems_of(self, line: Line) -> list[str]:
        given, name, found = self.request.POST, {"name": line.name}, []
        if line.needs_confirmation and not given.get(f"no_return:{line.wanted.key}"):
            found.append(gettext("Please confirm that %(name)s cannot be returned without a reason.") % name)
        if given.get(f"price:{line.wanted.key}") != str(line.offer.amount_fen):
            found.append(gettext("The price of %(name)s has changed. Please look at it again.") % name)
        return found

    def _shown(self) -> dict[str, str]:
        """The lines and numbers that the page showed when it was sent."""
        return {
            name.removeprefix("pieces:"): str(value)
            for name, value in self.request.POST.items()
            if name.startswith("pieces:")
        }

    def _known_address(self) -> Address | None:
        return next((one for one in self.addresses if str(one.id) == self.chosen), None)

    def _collected(self) -> AddressWish | None:
        """The pick-up point that was chosen instead of an address, for whoever lives at that address."""
        kind, _, rest = self.chosen.partition(":")
        code, _, place = rest.partition(":")
        home = next((one for one in self.addresses if str(one.id) == place), None)
        point = point_called(code, home.province) if kind == "point" and home else None
        if point is None or home is None:
            return None
        return collected_at(point, recipient=home.recipient, mobile=home.mobile)

    def place(self) -> Placed:
        """Order it, exactly as it was shown."""
        known, collected = self._known_address(), self._collected()
        return check_out(
            wish=self._wish(known),
            ordered={line.wanted.place: line.wanted.quantity for line in self.lines},
            address=None if known else collected or self.address_form.wish(),
            by=self.by,
            at=self.at,
        )

    def _wish(self, known: Address | None) -> OrderWish:
        given = self.request.POST
        return OrderWish(
            customer_id=self.by.account_id,
            channel=SalesChannel.AIR if any(line.slot_goods_id for line in self.lines) else SalesChannel.WEB,
            method=PaymentMethod.GATEWAY if given["method"] in ONLINE else given["method"],
            address_id=known.id if known else new_id(),
            lines=tuple(
                LineWish(
                    sku_id=line.wanted.sku_id,
                    quantity=line.wanted.quantity,
                    announced_fen=line.offer.amount_fen or 0,
                    slot_goods_id=line.slot_goods_id,
                    no_return_confirmed=bool(given.get(f"no_return:{line.wanted.key}")),
                )
                for line in self.lines
            ),
            key=given.get("key", "")[:KEY_LENGTH],
            invoice_wish=self.invoice_form.wish(),
            origin=self.origin,
            column=self.request.COOKIES.get("column", ""),
            coupons=tuple(self.quote.used_coupons),
            points=self.quote.points,
            announced=self.quote.announced,
        )


def _came_by(request: HttpRequest) -> str:
    """The code of the link this browser came by, while its campaign runs."""
    code = origin.remembered(request)
    return code if code and link_of(code) is not None else ""


def _coupons(given: QueryDict) -> list[str]:
    return [code[:40] for code in given.getlist("coupon")[:20]]


def _points(given: QueryDict) -> int:
    return whole_number(given.get("points", ""), most=999_999_999) or 0


def _initial(given: QueryDict | None, prefix: str) -> dict[str, str]:
    """What was written already, where the page is only reckoned anew."""
    if given is None:
        return {}
    return {name.removeprefix(prefix): str(value) for name, value in given.items() if name.startswith(prefix)}


def _next(placed: Placed, method: str, by: Actor) -> str:
    """To the payment, unless it is paid at the door, or wholly by points."""
    if method == PaymentMethod.CASH_ON_DELIVERY or placed.state == OrderState.CONFIRMED:
        return reverse("storefront:placed", args=[placed.number])
    if method == PaymentMethod.BANK_TRANSFER:
        return paying.begin_transfer(placed.number, by=by)
    return reverse("storefront:pay", args=[placed.number]) + f"?way={method}"


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts of a city, for the picker."""
    names = regions.districts(request.GET.get("province", ""), request.GET.get("city", ""))
    response = render(request, "storefront/parts/districts.html", {"names": names})
    response["Cache-Control"] = "public, max-age=86400"
    return response

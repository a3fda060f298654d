"""The basket: what is in it, what is different since one looked, and what is to be ordered this time."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.members.operations.keep_favourite import keep_favourite
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.carts import Wanted
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import basket, doors, sums


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Put a choice into the basket, on top of what is there. "Order now" orders only this."""
    key = request.POST.get("choice", "")
    try:
        one = basket.parse(key, request.POST.get("quantity", ""), request.POST.get(f"price:{key}", ""))
    except ValueError:
        return HttpResponseBadRequest(gettext("This choice is not known."))
    now, others = clock.now(), basket.wanted(request)
    before = next((w.quantity for w in others if w.key == one.key), 0)
    alone = request.POST.get("then") == "checkout"
    pieces = max(one.quantity, 1) if alone else before + max(one.quantity, 1)
    try:
        basket.put(request, _of(one, min(pieces, rules.QUANTITY_MAX)), at=now)
        if alone:
            basket.choose(request, {other.key for other in others if other.key != one.key}, at=now)
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:cart"))
    if alone:
        return HttpResponseRedirect(reverse("storefront:checkout"))
    doors.tell(request, gettext("It is in your cart."))
    return HttpResponseRedirect(reverse("storefront:cart"))


def _of(one: Wanted, quantity: int) -> Wanted:
    return Wanted(
        sku_id=one.sku_id,
        slot_goods_id=one.slot_goods_id,
        quantity=quantity,
        announced_fen=one.announced_fen,
    )


@require_http_methods(["GET", "POST"])
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the basket; by POST it changes."""
    at = clock.now()
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_changed(request))
        except (ValueError, Refusal) as problem:
            words = doors.said(problem) if isinstance(problem, Refusal) else ""
            doors.tell(request, words or gettext("Please enter a number from 1 to 99."), "bad")
            return HttpResponseRedirect(reverse("storefront:cart"))
    lines = basket.priced(basket.wanted(request), by=doors.actor_of(request), at=at)
    chosen = [line for line in lines if line.chosen]
    context = {
        "lines": lines,
        "news": [line for line in lines if line.has_news],
        "removed": request.session.pop("removed", None),
        "all_chosen": all(line.chosen for line in lines),
        **sums.of(chosen, sums.quoted(request, chosen, at=at) if chosen else None),
    }
    return render(request, "storefront/cart.html", context)


def _changed(request: HttpRequest) -> str:
    """Do what the form says; where to go then."""
    at, form, lines = clock.now(), request.POST, basket.wanted(request)
    by_key = {line.key: line for line in lines}
    here = reverse("storefront:cart")
    if "undo" in form:
        basket.put(request, basket.parse(form["undo"], form["undo_quantity"], form["undo_price"]), at=at)
        return here
    if "review" in form:
        basket.review(request, basket.priced(lines, by=doors.actor_of(request), at=at), at=at)
        return here
    if (one := by_key.get(form.get("remove", ""))) is not None:
        return _removed(request, one)
    if (one := by_key.get(form.get("later", ""))) is not None:
        return _kept_for_later(request, one)
    _counted(request, lines)
    left_out = _left_out(request, lines)
    if left_out != {line.key for line in lines if line.left_out}:
        basket.choose(request, left_out, at=at)
    return reverse("storefront:checkout") if form.get("then") == "checkout" else here


def _counted(request: HttpRequest, lines: list[Wanted]) -> None:
    """The numbers as they were written; a line that the page did not show is left as it is."""
    for one in lines:
        quantity = request.POST.get(f"quantity:{one.key}", str(one.quantity))
        changed = basket.parse(one.key, quantity, str(one.announced_fen))
        if changed.quantity != one.quantity:
            basket.put(request, changed, at=clock.now())


def _left_out(request: HttpRequest, lines: list[Wanted]) -> set[str]:
    """Lines that were shown and are not ticked; of those not shown, as before."""
    shown, taken = set(request.POST.getlist("line")), set(request.POST.getlist("take"))
    if "take_all" in request.POST:
        return set()
    if "take_none" in request.POST:
        return shown
    return {line.key for line in lines if (line.key not in taken if line.key in shown else line.left_out)}


def _removed(request: HttpRequest, one: Wanted) -> str:
    basket.put(request, _of(one, 0), at=clock.now())
    name = request.POST.get(f"name:{one.key}", "")[:80]
    request.session["removed"] = {
        "key": one.key,
        "quantity": one.quantity,
        "price": one.announced_fen,
        "name": name,
    }
    return reverse("storefront:cart")


def _kept_for_later(request: HttpRequest, one: Wanted) -> str:
    """Into the favourites, out of the cart."""
    if not doors.is_customer(request):
        return doors.sign_in_address(reverse("storefront:cart"))
    by, at = doors.actor_of(request), clock.now()
    keep_favourite(sku_id=one.sku_id, price_fen=one.announced_fen, by=by, at=at)
    basket.put(request, _of(one, 0), at=at)
    doors.tell(request, gettext("It is among your favourites now."))
    return reverse("storefront:cart")

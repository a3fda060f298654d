"""Favourites, what was looked at lately, and wishes to be told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.catalog.models import Goods
from zhanggui.domain.members import queries as members
from zhanggui.domain.members.models import Watch
from zhanggui.domain.members.operations.drop_favourite import drop_favourite
from zhanggui.domain.members.operations.forget_seen import forget_seen
from zhanggui.domain.members.operations.keep_favourite import keep_favourite
from zhanggui.domain.members.operations.note_seen import note_seen
from zhanggui.domain.members.operations.watch_sku import WatchWish, watch_sku
from zhanggui.domain.members.operations.withdraw_watch import withdraw_watch
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.journeys import claims
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms import ledger
from zhanggui.surfaces.storefront import basket, cards, doors, shelf
from zhanggui.surfaces.storefront.views.mine import uuid_of

SHOWN = 60


@doors.customers_only
@require_http_methods(["GET", "POST"])
def favourites(request: HttpRequest) -> HttpResponse:
    """What is kept, with the price of then and of now; and what one waits for."""
    by = doors.actor_of(request)
    if request.method == "POST":
        return _changed(request)
    kept = list(members.favourites_of(by.account_id)[:SHOWN])
    waiting = list(members.watches_of(by.account_id))
    shown = _on_shelf([one.sku_id for one in kept] + [one.sku_id for one in waiting])
    context = {
        "favourites": [{"kept": one, **shown.get(one.sku_id, {})} for one in kept],
        "watches": [{"watch": one, **shown.get(one.sku_id, {})} for one in waiting],
    }
    return render(request, "storefront/favourites.html", context)


def _on_shelf(skus: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Offer, stock and picture of each SKU now, in a few statements for all."""
    offers = offers_of(skus, at=clock.now())
    sources = {sku: claims.source(sku, None) for sku in set(skus)}
    stock = ledger.balances(sources.values())
    pictures = basket.pictures_of(offer.version_id for offer in offers.values() if offer.version_id)
    return {
        sku: {
            "offer": offer,
            "left": stock[sources[sku]].available,
            "picture": pictures.get(offer.version_id) if offer.version_id else None,
        }
        for sku, offer in offers.items()
    }


def _changed(request: HttpRequest) -> HttpResponse:
    by, at, form = doors.actor_of(request), clock.now(), request.POST
    try:
        if "drop" in form:
            drop_favourite(sku_id=uuid_of(form["drop"]), by=by, at=at)
            doors.tell(request, gettext("It is out of your favourites."))
        elif "withdraw" in form:
            withdraw_watch(watch_id=uuid_of(form["withdraw"]), by=by, at=at)
            doors.tell(request, gettext("We will not tell you about it."))
        elif "watch" in form:
            kind = form.get("kind", "")
            if kind not in Watch.Kind.values:
                raise NotFound
            watch_sku(wish=WatchWish(uuid_of(form["watch"]), kind), by=by, at=at)
            doors.tell(request, gettext("We will tell you, once."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(doors.way_back(request, reverse("storefront:favourites")))


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep something from its own page. A visitor is asked to come in, and finds the page again."""
    back = doors.way_back(request)
    if not doors.is_customer(request):
        return HttpResponseRedirect(doors.sign_in_address(back))
    by, at = doors.actor_of(request), clock.now()
    try:
        sku = uuid_of(request.POST.get("sku", ""))
        offer = offers_of([sku], at=at).get(sku)
        keep_favourite(sku_id=sku, price_fen=offer.amount_fen if offer else None, by=by, at=at)
        doors.tell(request, gettext("It is among your favourites now."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    return HttpResponseRedirect(back)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def seen(request: HttpRequest) -> HttpResponse:
    """What one has looked at lately, and a way to forget it."""
    by = doors.actor_of(request)
    if request.method == "POST":
        forget_seen(by=by, at=clock.now())
        doors.tell(request, gettext("It is forgotten."))
        return HttpResponseRedirect(reverse("storefront:seen"))
    looked = shelf.offered(members.seen_by(by.account_id), at=clock.now())
    return render(request, "storefront/seen.html", {"cards": cards.draw(looked) if looked else ""})


def note(request: HttpRequest, number: str) -> None:
    """A customer looks at these goods. Of visitors nothing is kept."""
    if not doors.is_customer(request):
        return
    goods_id = Goods.objects.filter(number=number).values_list("id", flat=True).first()
    if goods_id is not None:
        note_seen(goods_id=goods_id, by=doors.actor_of(request), at=clock.now())

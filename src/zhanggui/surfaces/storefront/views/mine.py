"""A member's own place: where they stand, points, profile, address book; and papers open to everybody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.care.queries import surveys_waiting_for
from zhanggui.domain.members import queries as members
from zhanggui.domain.members.operations.change_profile import Profile, change_profile
from zhanggui.domain.messaging.queries import unread
from zhanggui.domain.sales.operations import add_address, prefer_address, retire_address
from zhanggui.domain.sales.queries import addresses_of, orders_of
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.design import regions
from zhanggui.surfaces.storefront import doors, levels, licensing
from zhanggui.surfaces.storefront.forms import AddressForm
from zhanggui.surfaces.storefront.views.orders import stages

GRANTS_SHOWN = 50


class ProfileForm(forms.Form):
    """What a member may change about themselves."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("For invoices and for notices you want by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def account_of(request: HttpRequest) -> Account:
    """The reader's own account with the person."""
    return Account.objects.select_related("person").get(pk=doors.actor_of(request).account_id)


@doors.customers_only
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, where I stand, and the ways to everything that is mine."""
    by, at = doors.actor_of(request), clock.now()
    standing = members.standing(by.account_id, at)
    context = {
        "account": account_of(request),
        "standing": standing,
        "level": levels.word(standing.level.code),
        "following": levels.word(standing.following.code) if standing.following else "",
        "stages": [stage for stage in stages() if stage[0]],
        "surveys": surveys_waiting_for(by.account_id)[:5],
        "unread": unread(by),
    }
    return render(request, "storefront/me.html", context)


@doors.customers_only
@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Points, where they came from and when they run out; what the levels are."""
    by, at = doors.actor_of(request), clock.now()
    standing = members.standing(by.account_id, at)
    context = {
        "standing": standing,
        "level": levels.word(standing.level.code),
        "levels": [
            {"word": levels.word(one.code), "level": one, "held": one == standing.level}
            for one in standing.levels
        ],
        "grants": members.grants_of(by.account_id)[:GRANTS_SHOWN],
        "moves": _moves(by.account_id, at),
        "now": at,
    }
    return render(request, "storefront/points.html", context)


def _moves(account_id: UUID, at: datetime) -> list[dict[str, Any]]:
    """What came and went, each with the order it was about."""
    moves = members.points_moves(account_id, at)
    about = orders_of(account_id).filter(pk__in=[move.subject.id for move in moves])
    numbers = dict(about.prefetch_related(None).values_list("id", "number"))
    return [
        {"move": move, "why": levels.why(move.kind, move.change), "order": numbers.get(move.subject.id)}
        for move in moves
    ]


@doors.customers_only
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name and mail address, for oneself to correct."""
    account = account_of(request)
    known = {"name": account.person.name if account.person else "", "email": account.email}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            change_profile(profile=Profile(**form.cleaned_data), by=doors.actor_of(request), at=clock.now())
            doors.tell(request, gettext("It is changed."))
            return HttpResponseRedirect(reverse("storefront:profile"))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context = {"account": account, "form": form}
    return render(request, "storefront/profile.html", context, status=422 if form.errors else 200)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """The address book: the first one is offered first at checkout."""
    by = doors.actor_of(request)
    adding = request.POST if "add" in request.POST else None
    form = AddressForm(adding, prefix="to")
    try:
        if adding is not None and form.is_valid():
            add_address(account_id=by.account_id, wish=form.wish(), by=by, at=clock.now())
            doors.tell(request, gettext("The address is in your book."))
        elif adding is None and request.method == "POST":
            _change_book(request)
        if request.method == "POST" and not form.errors:
            return HttpResponseRedirect(reverse("storefront:addresses"))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:addresses"))
    context = {
        "addresses": addresses_of(by.account_id),
        "address_form": form,
        "regions": regions.provinces(),
    }
    return render(request, "storefront/addresses.html", context, status=422 if form.errors else 200)


def _change_book(request: HttpRequest) -> None:
    by, at = doors.actor_of(request), clock.now()
    if address := request.POST.get("retire"):
        retire_address(address_id=uuid_of(address), by=by, at=at)
        doors.tell(request, gettext("The address is removed."))
    elif address := request.POST.get("prefer"):
        prefer_address(address_id=uuid_of(address), by=by, at=at)
        doors.tell(request, gettext("This address is offered first now."))


def uuid_of(text: str) -> UUID:
    """An identifier from a form. Raises ``NotFound`` for what is none."""
    found = id_in(text)
    if found is None:
        raise NotFound
    return found


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The house's licences, open to everybody (EC-01)."""
    return render(
        request, "storefront/licences.html", {"papers": licensing.papers(), "house": licensing.house()}
    )


@require_safe
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A paper that was released to the public."""
    try:
        content = read_document(document_id=document_id, by=doors.actor_of(request), at=clock.now())
    except NotFound:
        raise Http404 from None
    return as_response(content)

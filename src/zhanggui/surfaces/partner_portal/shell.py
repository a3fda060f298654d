"""What all pages of partners share: who may open them, and what stands around them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache

from zhanggui.domain.partners import queries
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound

AnyPartner = Supplier | Carrier


class View(Protocol):
    """A page of a partner."""

    def __call__(self, request: HttpRequest, partner: Any, *args: Any, **kwargs: Any) -> HttpResponse: ...


NAVIGATION: Mapping[Role, tuple[tuple[str, object, str], ...]] = {
    Role.SUPPLIER: (
        ("home", _("Overview"), "home"),
        ("application", _("Application"), "edit"),
        ("papers", _("Documents"), "doc"),
        ("training", _("Training"), "check"),
        ("goods", _("Goods"), "box"),
        ("prices", _("Prices"), "tag"),
        ("deliveries", _("Deliveries"), "truck"),
        ("stock", _("Stock"), "grid"),
        ("sending", _("Orders to send"), "truck"),
        ("orders", _("Orders"), "orders"),
        ("returns", _("Returns"), "return"),
        ("talk", _("Questions and ratings"), "chat"),
        ("appraisal", _("Assessment"), "check"),
        ("violations", _("Violations"), "chat"),
        ("statements", pgettext_lazy("portal", "Statements"), "orders"),
        ("support", pgettext_lazy("portal", "Support"), "chat"),
        ("bank", _("Bank account"), "wallet"),
    ),
    Role.CARRIER: (
        ("home", _("Overview"), "home"),
        ("application", _("Application"), "edit"),
        ("papers", _("Documents"), "doc"),
        ("training", _("Training"), "check"),
        ("parcels", _("Parcels"), "truck"),
        ("rates", _("Prices and scores"), "tag"),
        ("bills", _("Bills and payment"), "orders"),
        ("claims", _("Instructions and claims"), "return"),
        ("support", pgettext_lazy("portal", "Support"), "chat"),
        ("bank", _("Bank account"), "wallet"),
    ),
}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def page_for(*roles: Role) -> Callable[[View], Callable[..., HttpResponse]]:
    """A page for suppliers, carriers or both; visitors are led to the door, others find nothing here."""

    def guard(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            by = actor_of(request)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("entrance:partners"))
            if by.roles.isdisjoint(roles or (Role.SUPPLIER, Role.CARRIER)):
                raise NotFound
            return view(request, queries.partner_of(by), *args, **kwargs)

        return guarded

    return guard


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is bound to: what was sent, be it nothing; unbound where the page is only read."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def show(request: HttpRequest, template: str, partner: AnyPartner, **words: Any) -> HttpResponse:
    """A page inside the shell; a form with errors answers 422."""
    role = Role.SUPPLIER if isinstance(partner, Supplier) else Role.CARRIER
    navigation = [
        {"name": name, "address": reverse(f"partner_portal:{name}"), "word": word, "icon": icon}
        for name, word, icon in NAVIGATION[role]
    ]
    forms = [word for word in words.values() if hasattr(word, "is_bound")]
    wrong = any(form.is_bound and form.errors for form in forms)
    return render(
        request,
        f"partner_portal/{template}.html",
        {
            "partner": partner,
            "navigation": navigation,
            "here": template.split("_")[0],
            "suspension": queries.open_suspension(partner.organisation_id),
            **words,
        },
        status=422 if wrong else 200,
    )

"""Who may sit at the desk, and how a part of it that is refused says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who sits at the desk."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def agents_only(view: View) -> View:
    """The desk is for those who may order for others. A part that is refused says so in its place."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by = actor_of(request)
        if not by.roles:
            return HttpResponseRedirect(f"{reverse('admin:login')}?next={reverse('phone_desk:desk')}")
        by.require(PLACE_FOR_OTHERS)
        try:
            response = view(request, *args, **kwargs)
        except Refusal as refusal:
            words = refusal.message(gettext(refusal.template()))
            part = "refused_row" if request.headers.get("HX-Target") == "lines" else "refused"
            response = render(request, f"phone_desk/{part}.html", {"words": words, "row": new_id().hex[-6:]})
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded

"""What pages of a customer share: who may come in, how a refusal is said, where to go next."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.entrance import left

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def is_customer(request: HttpRequest) -> bool:
    """Whether the reader has signed in as a customer."""
    return Role.CUSTOMER in actor_of(request).roles


def said(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    return refusal.message(gettext(refusal.template()))


def tell(request: HttpRequest, text: str, tone: str = "good") -> None:
    """Something to read on the next page."""
    messages.add_message(request, messages.INFO, text, extra_tags=tone)


def customers_only(view: View) -> View:
    """Ask a reader who has not signed in to do so, and bring them back. What is not theirs is not there.

    What they had written into a form goes along to the door and back.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_customer(request):
            written = left.sent_too_late(request)
            if written is not None:
                return left.nothing_is_lost(request, written, page="storefront/signed_out.html", back="/")
            return HttpResponseRedirect(
                sign_in_address(request.get_full_path() if request.method == "GET" else "/")
            )
        try:
            response = view(request, *args, **kwargs)
        except NotFound:
            raise Http404 from None
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


def sign_in_address(back: str) -> str:
    """The door, with the way back."""
    return f"{reverse('storefront:sign_in')}?{urlencode({'next': back})}"


def way_back(request: HttpRequest, default: str = "/") -> str:
    """Where the reader wanted to go, if it is ours."""
    back = request.POST.get("next") or request.GET.get("next") or default
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else default

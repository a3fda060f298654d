"""The living style page, and the two choices every reader has: language and light."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from zhanggui.kernel import clock
from zhanggui.surfaces.design.middleware import CODES
from zhanggui.surfaces.design.states import STATES

YEAR = 365 * 24 * 3600
COLOURS = [
    "paper",
    "surface",
    "sunken",
    "raised",
    "line",
    "ink",
    "ink-2",
    "ink-3",
    "cinnabar",
    "celadon",
    "amber",
    "indigo",
    "plum",
    "gold",
]
ICONS = [
    "search",
    "cart",
    "user",
    "home",
    "grid",
    "live",
    "orders",
    "phone",
    "check",
    "shield",
    "truck",
    "return",
    "clock",
    "doc",
    "tag",
    "box",
    "star",
    "chat",
    "wallet",
    "pin",
    "calendar",
    "gift",
]
THEMES = ("light", "dark", "auto")


class ExampleForm(forms.Form):
    """One of each control."""

    name = forms.CharField(label=_("Recipient"), max_length=30)
    mobile = forms.CharField(label=_("Mobile number"), help_text=_("We only call about the delivery."))
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label=_("I have read the terms of sale"), required=True)


def choose(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language or theme in a cookie and go back where they were."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if (language := request.GET.get("language", "")) in CODES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax")
    if (theme := request.GET.get("theme", "")) in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax")
    return response


def style(request: HttpRequest) -> HttpResponse:
    """Everything the language can say, on one page."""
    now = clock.now()
    wrong = ExampleForm({"name": "", "mobile": "12345"})
    wrong.is_valid()
    return render(
        request,
        "design/style.html",
        {
            "form": ExampleForm(),
            "wrong": wrong,
            "states": STATES,
            "now": now,
            "soon": now + timedelta(minutes=7, seconds=42),
            "shape": [3, 5, 4, 8, 13, 12, 19, 27, 24, 31, 22, 40],
            "colours": COLOURS,
            "sizes": range(1, 9),
            "icons": ICONS,
        },
    )

"""How a member's account is kept safe: devices, password, authenticator app."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhanggui.identity.models import SecondFactor, SignIn
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.access import second_factors, web
from zhanggui.mechanisms.access.operations.drop_second_factor import drop_second_factor
from zhanggui.mechanisms.access.operations.prepare_second_factor import prepare_second_factor
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.operations.set_password import set_password
from zhanggui.mechanisms.access.operations.set_second_factor import set_second_factor
from zhanggui.mechanisms.access.operations.sign_out_elsewhere import sign_out_elsewhere
from zhanggui.surfaces.entrance.drawing import qr_code
from zhanggui.surfaces.entrance.forms import AuthenticatorForm
from zhanggui.surfaces.entrance.sent_forms import every_try_counts
from zhanggui.surfaces.storefront import devices, doors
from zhanggui.surfaces.storefront.views.mine import account_of, uuid_of


class NewPasswordForm(forms.Form):
    """A password, and the code that proves whose it will be."""

    code = forms.CharField(
        label=_("Code from the text message"),
        max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    new = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least ten characters of at least two kinds"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@doors.customers_only
@require_http_methods(["GET", "POST"])
def safety(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and what it takes to come in."""
    by, at, here = doors.actor_of(request), clock.now(), web.current_sign_in(request)
    if here is None:
        raise NotFound
    if request.method == "POST":
        only = uuid_of(request.POST["end"]) if "end" in request.POST else None
        ended = sign_out_elsewhere(here=here, only=only, by=by, at=at)
        doors.tell(request, gettext("Signed out on %(n)d devices.") % {"n": ended})
        return HttpResponseRedirect(reverse("storefront:safety"))
    signed_in = SignIn.objects.filter(account=by.account_id, ended_at=None, completed_at__isnull=False)
    account = account_of(request)
    context = {
        "account": account,
        "here": here,
        "sign_ins": [
            {"sign_in": one, "device": devices.named(one.device)}
            for one in signed_in.order_by("-seen_at")[:20]
        ],
        "has_password": account.has_usable_password(),
        "factor": SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).first(),
    }
    return render(request, "storefront/safety.html", context)


@every_try_counts
@never_cache
@doors.customers_only
@sensitive_post_parameters("new")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set a password by a code to one's own number. Everybody is signed out, and comes in with it."""
    account, by, at = account_of(request), doors.actor_of(request), clock.now()
    if request.method == "POST" and "send" in request.POST:
        try:
            request_sign_in_code(mobile=account.mobile or "", origin=web.origin_of(request), at=at)
            doors.tell(
                request, gettext("A code is on its way to %(number)s.") % {"number": account.shown_mobile}
            )
        except Refusal as refusal:
            doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:password"))
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            set_password(**form.cleaned_data, by=by, at=at)
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
        else:
            web.let_out(request)
            doors.tell(request, gettext("The password is set. Sign in with it."))
            return HttpResponseRedirect(reverse("storefront:sign_in_by_password"))
    status = 422 if form.errors else 200
    return render(request, "storefront/password.html", {"account": account, "form": form}, status=status)


@every_try_counts
@never_cache
@doors.customers_only
@require_http_methods(["GET", "POST"])
def authenticator(request: HttpRequest) -> HttpResponse:
    """Ask for an authenticator app at each sign-in, or do without it again."""
    account, at = account_of(request), clock.now()
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    factor = SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).first()
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            if factor is None:
                codes = set_second_factor(account=account, code=code, at=at)
                return render(request, "storefront/recovery_codes.html", {"codes": codes})
            by, origin = doors.actor_of(request), web.origin_of(request)
            drop_second_factor(code=code, origin=origin, by=by, at=at)
            doors.tell(request, gettext("We do not ask for the app any more."))
            return HttpResponseRedirect(reverse("storefront:safety"))
        except Refusal as refusal:
            form.add_error("code", doors.said(refusal))
    context: dict[str, Any] = {"form": form, "factor": factor}
    if factor is None:
        fresh = prepare_second_factor(account=account, at=at)
        address = second_factors.enrolment_address(fresh.secret, account.shown_mobile)
        context |= {"secret": fresh.secret, "picture": qr_code(address)}
    return render(request, "storefront/authenticator.html", context, status=422 if form.errors else 200)

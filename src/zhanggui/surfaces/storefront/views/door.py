"""Coming in with a mobile number and a code, registering on the way, and going out."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.identity.models import PolicyText, SignIn
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access import web
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES, Registration
from zhanggui.mechanisms.access.operations.confirm_second_factor import confirm_second_factor
from zhanggui.mechanisms.access.operations.register_customer import register_customer
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.operations.sign_in_by_code import sign_in_by_code
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.operations.sign_out import sign_out as end_sign_in
from zhanggui.mechanisms.access.refusals import NotRegistered
from zhanggui.surfaces.entrance import left
from zhanggui.surfaces.entrance.forms import AuthenticatorForm, SignInForm
from zhanggui.surfaces.entrance.sent_forms import every_try_counts
from zhanggui.surfaces.storefront import basket, doors

OPTIONAL_PURPOSES = ("marketing", "personalisation")


class MobileForm(forms.Form):
    """The first step."""

    mobile = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "autofocus": True}),
    )


class CodeForm(MobileForm):
    """The second step, and the third for somebody new."""

    mobile = forms.CharField(max_length=20, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code from the text message"),
        max_length=6,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=30,
        required=False,
        help_text=_("For the parcel; you may leave it open."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PasswordEntryForm(forms.Form):
    """Number and password."""

    mobile = forms.CharField(
        label=_("Mobile number"),
        max_length=64,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "username", "autofocus": True}),
    )
    password = SignInForm.base_fields["password"]


def texts() -> list[PolicyText]:
    """The newest text of each purpose, the required ones first."""
    newest = PolicyText.objects.order_by("purpose", "-version").distinct("purpose")
    order = {purpose: i for i, purpose in enumerate((*REQUIRED_PURPOSES, *OPTIONAL_PURPOSES))}
    return sorted((t for t in newest if t.purpose in order), key=lambda text: order[text.purpose])


@every_try_counts
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One page, three steps: number, code, and for somebody new the consents, none of them ticked."""
    back = doors.way_back(request)
    if doors.is_customer(request):
        return _onward(request, back)
    step = request.POST.get("step", "number")
    if request.method == "GET" or step == "begin":
        return _page(request, "number", MobileForm(), back)
    form = (MobileForm if step == "number" else CodeForm)(request.POST)
    if not form.is_valid():
        return _page(request, step, form, back)
    try:
        if step == "number":
            request_sign_in_code(
                mobile=form.cleaned_data["mobile"], origin=web.origin_of(request), at=clock.now()
            )
            return _page(request, "code", CodeForm(initial=form.cleaned_data), back)
        return _enter(request, _entered(request, form, step), back)
    except NotRegistered:
        return _page(request, "register", CodeForm(initial=form.cleaned_data), back)
    except Refusal as refusal:
        form.add_error(None, doors.said(refusal))
        return _page(request, step, form, back)


def _entered(request: HttpRequest, form: forms.Form, step: str) -> SignIn:
    given, origin, at = form.cleaned_data, web.origin_of(request), clock.now()
    if step == "code":
        return sign_in_by_code(mobile=given["mobile"], code=given["code"], origin=origin, at=at)
    agreed = tuple(p for p in (*REQUIRED_PURPOSES, *OPTIONAL_PURPOSES) if request.POST.get(f"agree:{p}"))
    registration = Registration(
        mobile=given["mobile"], code=given["code"], name=given["name"], purposes=agreed
    )
    return register_customer(registration=registration, origin=origin, at=at)


@every_try_counts
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def by_password(request: HttpRequest) -> HttpResponse:
    """Coming in by number and password, for those who have set one."""
    back = doors.way_back(request)
    if doors.is_customer(request):
        return _onward(request, back)
    begins = request.method == "GET" or "step" in request.POST
    form = PasswordEntryForm(None if begins else request.POST)
    if form.is_bound and form.is_valid():
        try:
            entered = sign_in_by_password(
                name=form.cleaned_data["mobile"],
                password=form.cleaned_data["password"],
                origin=web.origin_of(request),
                at=clock.now(),
            )
            return _enter(request, entered, back)
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    return _asked(request, "storefront/sign_in_by_password.html", form, back)


@every_try_counts
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the authenticator app, where the customer has asked for it to be asked."""
    back, pending = doors.way_back(request), web.current_sign_in(request)
    if pending is None or doors.is_customer(request):
        return _onward(request, back)
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            entered = confirm_second_factor(
                sign_in_id=pending,
                code=form.cleaned_data["code"],
                origin=web.origin_of(request),
                at=clock.now(),
            )
            return _enter(request, entered, back)
        except Refusal as refusal:
            form.add_error("code", doors.said(refusal))
    return _asked(request, "storefront/second_factor.html", form, back)


def _asked(request: HttpRequest, template: str, form: forms.Form, back: str) -> HttpResponse:
    context = {"form": form, "next": back, "left": left.taken_along(request)}
    return render(request, template, context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, entered: SignIn, back: str) -> HttpResponse:
    if entered.completed_at is None:
        web.let_in(request, entered)
        if left.taken_along(request) is not None:
            return _asked(request, "storefront/second_factor.html", AuthenticatorForm(), back)
        query = urlencode({"next": back})
        return HttpResponseRedirect(f"{reverse('storefront:second_factor')}?{query}")
    chosen = basket.wanted(request)
    web.let_in(request, entered)
    if Role.CUSTOMER not in entered.account.roles:
        return HttpResponseRedirect("/")
    by = entered.account.actor(via="web")
    basket.carry_over(request, chosen, by=by, at=clock.now())
    doors.tell(request, gettext("Welcome, %(name)s") % {"name": by.name})
    return _onward(request, back)


def _onward(request: HttpRequest, back: str) -> HttpResponse:
    """Back to where somebody came from, with what they had written."""
    written = left.taken_along(request)
    return (
        HttpResponseRedirect(back)
        if written is None
        else left.go_on(request, written, page="storefront/go_on.html")
    )


def _page(request: HttpRequest, step: str, form: forms.Form, back: str) -> HttpResponse:
    context = {
        "step": step,
        "form": form,
        "next": back,
        "required": REQUIRED_PURPOSES,
        "left": left.taken_along(request),
    }
    if step == "register":
        context["texts"] = texts()
    return render(request, "storefront/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Go out."""
    current = web.current_sign_in(request)
    if current is not None and doors.is_customer(request):
        end_sign_in(sign_in_id=current, by=doors.actor_of(request), at=clock.now())
    web.let_out(request)
    return HttpResponseRedirect("/")

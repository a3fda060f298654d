"""Coming in and going out: staff and partners by name and password, with a second factor where it is due."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhanggui.identity.models import Account, SecondFactor, SignIn
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access import second_factors, web
from zhanggui.mechanisms.access.operations.confirm_second_factor import confirm_second_factor
from zhanggui.mechanisms.access.operations.prepare_second_factor import prepare_second_factor
from zhanggui.mechanisms.access.operations.set_second_factor import set_second_factor
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.operations.sign_out import sign_out as end_sign_in
from zhanggui.surfaces.entrance import left
from zhanggui.surfaces.entrance.drawing import qr_code
from zhanggui.surfaces.entrance.forms import AuthenticatorForm, SignInForm
from zhanggui.surfaces.entrance.refused import say
from zhanggui.surfaces.entrance.sent_forms import every_try_counts

NEXT = "after_sign_in"


@every_try_counts
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest, door: str) -> HttpResponse:
    """The page with name and password; ``door`` says whose it is (staff or partners)."""
    begins = request.method != "POST" or "begin" in request.POST
    form = SignInForm(None if begins else request.POST)
    if form.is_bound and form.is_valid():
        try:
            entered = sign_in_by_password(**form.cleaned_data, origin=web.origin_of(request), at=clock.now())
        except Refusal as refusal:
            say(form, refusal, {})
        else:
            web.let_in(request, entered)
            request.session[NEXT] = _wanted(request)
            return _go_on(request, entered)
    words = {"form": form, "door": door, "next": _wanted(request), "left": left.taken_along(request)}
    return render(request, "entrance/sign_in.html", words, status=200 if not form.errors else 422)


@every_try_counts
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """The page with the code of the authenticator app."""
    pending = _pending(request)
    if pending is None:
        return redirect("entrance:staff")
    if not _has_second_factor(pending.account):
        return redirect("entrance:set_up")
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = confirm_second_factor(
                sign_in_id=pending.id,
                code=form.cleaned_data["code"],
                origin=web.origin_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            say(form, refusal, {Refusal: "code"})
        else:
            wanted = request.session.get(NEXT, "")
            web.let_in(request, entered)
            return _onward(request, wanted or _home(entered.account))
    return _ask_second_factor(request, form)


@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """The page with the QR code: for somebody signed in, or on the way in where a second factor is due."""
    account = _account(request)
    if account is None:
        return redirect("entrance:staff")
    try:
        factor = prepare_second_factor(account=account, at=clock.now())
    except Refusal:
        return redirect("entrance:mine" if request.user.is_authenticated else "entrance:second_factor")
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = set_second_factor(account=account, code=form.cleaned_data["code"], at=clock.now())
        except Refusal as refusal:
            say(form, refusal, {Refusal: "code"})
        else:
            return render(request, "entrance/recovery_codes.html", {"codes": codes})
    address = second_factors.enrolment_address(factor.secret, account.username)
    words = {"form": form, "secret": factor.secret, "picture": qr_code(address)}
    return render(request, "entrance/set_up.html", words, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Going out."""
    sign_in_id = web.current_sign_in(request)
    if sign_in_id is not None and request.user.is_authenticated:
        end_sign_in(sign_in_id=sign_in_id, by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    web.let_out(request)
    messages.success(request, gettext("You are signed out."))
    return redirect("/")


def _go_on(request: HttpRequest, entered: SignIn) -> HttpResponse:
    if entered.completed_at is not None:
        return _onward(request, request.session.pop(NEXT, "") or _home(entered.account))
    if left.taken_along(request) is not None and _has_second_factor(entered.account):
        return _ask_second_factor(request, AuthenticatorForm())
    return redirect("entrance:second_factor")


def _ask_second_factor(request: HttpRequest, form: AuthenticatorForm) -> HttpResponse:
    words = {"form": form, "left": left.taken_along(request)}
    return render(request, "entrance/second_factor.html", words, status=422 if form.errors else 200)


def _onward(request: HttpRequest, there: str) -> HttpResponse:
    """Behind the door; with what somebody had written before their sign-in ended, if there is any."""
    written = left.taken_along(request)
    return redirect(there) if written is None else left.go_on(request, written, page="entrance/go_on.html")


def _has_second_factor(account: Account) -> bool:
    return SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()


def _home(account: Account) -> str:
    if account.is_staff:
        return "/console/"
    return "/partners/" if account.roles & {Role.SUPPLIER, Role.CARRIER} else "/"


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else ""


def _pending(request: HttpRequest) -> SignIn | None:
    sign_in_id: UUID | None = web.current_sign_in(request)
    waiting = SignIn.objects.select_related("account").filter(completed_at=None, ended_at=None)
    return waiting.filter(pk=sign_in_id).first() if sign_in_id else None


def _account(request: HttpRequest) -> Account | None:
    if isinstance(request.user, Account) or request.user.is_authenticated:
        return Account.objects.get(pk=request.user.pk)
    pending = _pending(request)
    return pending.account if pending else None

"""A firm registers, and is let in."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.domain.partners.refusals import FirmKnown, UsccCharacters, UsccCheckDigit, UsccLength
from zhanggui.identity.models import Organisation
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access import web
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.knocking import knock
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.refusals import BadName, NameTaken, WeakPassword
from zhanggui.surfaces.entrance.refused import say
from zhanggui.surfaces.entrance.sent_forms import every_try_counts
from zhanggui.surfaces.partner_portal.forms import RegisterForm
from zhanggui.surfaces.partner_portal.shell import actor_of, sent

FIELDS: dict[type[Refusal], str] = {
    UsccLength: "uscc",
    UsccCharacters: "uscc",
    UsccCheckDigit: "uscc",
    FirmKnown: "uscc",
    BadName: "username",
    NameTaken: "username",
    WeakPassword: "password",
}


@every_try_counts
@never_cache
@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    """The page where a firm opens its file and its first account."""
    form = RegisterForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            _register(request, form)
        except Refusal as refusal:
            say(form, refusal, FIELDS)
        else:
            return redirect("partner_portal:application")
    return render(request, "partner_portal/register.html", {"form": form}, status=422 if form.errors else 200)


def _register(request: HttpRequest, form: RegisterForm) -> None:
    said, now = form.cleaned_data, clock.now()
    firm = NewFirm(kind=Organisation.Kind(said["kind"]), name=said["firm_name"], uscc=said["uscc"])
    account = NewAccount(username=said["username"], name=said["name"], password=said["password"])
    with transaction.atomic():
        knock("partners", web.origin_of(request), now)
        register_partner(firm=firm, account=account, by=actor_of(request), at=now)
    entered = sign_in_by_password(
        name=account.username, password=said["password"], origin=web.origin_of(request), at=now
    )
    web.let_in(request, entered)

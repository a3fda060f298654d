"""One's own sign-ins, password and second factor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhanggui.identity.models import SecondFactor, SignIn
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access import web
from zhanggui.mechanisms.access.operations.change_password import change_password
from zhanggui.mechanisms.access.operations.sign_out_everywhere import sign_out_everywhere
from zhanggui.mechanisms.access.refusals import WeakPassword, WrongCredentials
from zhanggui.surfaces.entrance.forms import PasswordForm
from zhanggui.surfaces.entrance.refused import say


@never_cache
@login_required
@sensitive_post_parameters("old", "new")
def mine(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and how I am kept safe."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(**form.cleaned_data, by=request.actor, at=clock.now())  # type: ignore[attr-defined]
        except Refusal as refusal:
            say(form, refusal, {WeakPassword: "new", WrongCredentials: "old"})
        else:
            web.let_out(request)
            messages.success(request, gettext("The password is changed. Sign in with the new one."))
            return redirect("entrance:staff")
    here = web.current_sign_in(request)
    open_ones = SignIn.objects.filter(account=request.user.pk, ended_at=None, completed_at__isnull=False)
    words = {
        "form": form,
        "here": here,
        "sign_ins": open_ones.order_by("-seen_at")[:20],
        "factor": SecondFactor.objects.filter(account=request.user.pk, confirmed_at__isnull=False).first(),
    }
    return render(request, "entrance/mine.html", words, status=422 if form.errors else 200)


@login_required
@require_POST
def out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all my sign-ins, this one too."""
    sign_out_everywhere(by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    web.let_out(request)
    messages.success(request, gettext("You are signed out on every device."))
    return redirect("entrance:staff")

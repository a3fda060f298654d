"""The same form sent twice counts once: by an impatient finger, a lost answer, or the button "back".

A form that brings something about carries a key of its own (``{% form_key %}``). What it does and where it
leads are written in one transaction; sent again, it leads there once more and does nothing. Two at the same
time wait for each other. A form that was refused is not remembered: it is mended and sent anew.

What a door is asked counts every time and is never taken back, whatever is written into the form.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve
from django.utils.translation import gettext

from zhanggui.kernel import clock
from zhanggui.surfaces.entrance.models import SentForm

FIELD = "form_key"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
REMEMBERED = timedelta(days=7)
TRIES = "every_try_counts"

View = TypeVar("View", bound=Callable[..., HttpResponse])


def every_try_counts(view: View) -> View:
    """This view tries passwords or codes. A wrong one must count, so that nobody goes on guessing."""
    setattr(view, TRIES, True)
    return view


class SentForms:
    """Middleware around the view, for forms with a key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            return self.get_response(request)
        account_id = request.actor.account_id  # type: ignore[attr-defined]
        with transaction.atomic():
            return self._once(request, SentForm(account_id=account_id, key=key, at=clock.now()))

    def _once(self, request: HttpRequest, mine: SentForm) -> HttpResponse:
        # The insert waits for the same form, should it be at work at this moment.
        SentForm.objects.bulk_create([mine], ignore_conflicts=True)
        known = SentForm.objects.get(account_id=mine.account_id, key=mine.key)
        if known.pk != mine.pk:
            messages.info(
                request, gettext("This form had been sent already. Nothing was done a second time.")
            )
            return HttpResponseRedirect(known.led_to)
        answer = self.get_response(request)
        if answer.status_code >= 400:
            transaction.set_rollback(True)
        elif location := answer.get("Location"):
            SentForm.objects.filter(pk=mine.pk).update(led_to=location)
        else:
            mine.delete()
        return answer


def _key_of(request: HttpRequest) -> UUID | None:
    if request.method != "POST" or request.content_type not in FORMS:
        return None
    try:
        key = UUID(request.POST[FIELD])
        return None if hasattr(resolve(request.path_info).func, TRIES) else key
    except (KeyError, ValueError, Http404):
        return None


def forget_old_forms(*, at: datetime) -> int:
    """Forget forms that nobody sends again any more. Returns how many."""
    return SentForm.objects.filter(at__lt=at - REMEMBERED).delete()[0]

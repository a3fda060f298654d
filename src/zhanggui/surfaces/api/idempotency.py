"""The same call twice is one call: ``@once`` between an API operation that changes something and its route.

A caller that sends ``Idempotency-Key`` and repeats the call with the same body gets the answer of the first
time, and nothing happens again. What the call does and its answer are written in one transaction, so a
crash in between leaves neither. Two at the same time wait for each other. A refused call is not
remembered: the reason may have gone.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja.decorators import decorate_view

from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.api.callers import identify
from zhanggui.surfaces.api.models import Answer
from zhanggui.surfaces.api.problems import refused

REMEMBERED = timedelta(days=7)
KEY = re.compile(r"[\x21-\x7e]{1,80}")
View = Callable[..., HttpResponse]


class KeyOfAnotherCall(Refusal):
    """This Idempotency-Key was used for another call. Use a new key for a new call."""

    code = "key-reused"
    status = 422


class KeyMalformed(Refusal):
    """An Idempotency-Key has 1 to 80 visible ASCII characters."""

    code = "key-malformed"
    status = 400


def answer_once(view: View) -> View:
    """Let a call with an ``Idempotency-Key`` happen once."""

    def answered(request: HttpRequest, *words: Any, **path: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(request, *words, **path)
        if not KEY.fullmatch(key):
            return refused(request, KeyMalformed())
        actor = identify(request)
        if actor is None:
            return view(request, *words, **path)
        with transaction.atomic():
            return _answered_once(
                request, _Call(actor.account_id, key), lambda: view(request, *words, **path)
            )

    return answered


once = decorate_view(answer_once)


class _Call:
    def __init__(self, account_id: Any, key: str) -> None:
        self.account_id = account_id
        self.key = key


def _answered_once(request: HttpRequest, call: _Call, view: Callable[[], HttpResponse]) -> HttpResponse:
    digest = _digest(request)
    # The insert waits for a call with the same key that is being answered at this moment.
    mine = Answer(account_id=call.account_id, key=call.key, digest=digest, at=clock.now())
    Answer.objects.bulk_create([mine], ignore_conflicts=True)
    known = Answer.objects.get(account_id=call.account_id, key=call.key)
    if known.id != mine.id:
        return _repeated(request, known, digest)
    response = view()
    if response.status_code >= 400:
        transaction.set_rollback(True)
    else:
        mine.status = response.status_code
        mine.content_type = response.get("Content-Type", "")
        mine.content = response.content
        mine.save(update_fields=["status", "content_type", "content"])
    return response


def _repeated(request: HttpRequest, known: Answer, digest: str) -> HttpResponse:
    if known.digest != digest:
        return refused(request, KeyOfAnotherCall())
    response = HttpResponse(bytes(known.content), status=known.status, content_type=known.content_type)
    response["Idempotency-Replayed"] = "true"
    return response


def _digest(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(head + request.body).hexdigest()


def forget_old_answers(*, at: datetime) -> int:
    """Forget the answers to calls that nobody repeats any more. Returns how many."""
    return Answer.objects.filter(at__lt=at - REMEMBERED).delete()[0]

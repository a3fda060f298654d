"""Who calls the API: a program with a token of its own (OAuth2 client credentials), or a signed-in browser.

A token stands for the account that its client was issued for, with the roles which that account holds.
"""

import hashlib
import secrets
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth
from ninja.security.base import SecuritySchema
from oauth2_provider.models import AccessToken

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Grant
from zhanggui.kernel import clock
from zhanggui.schema.compiled import Compiled, Given

TOKEN_LIFE = timedelta(hours=1)
REMEMBERED_SECONDS = 10
"""How long a caller's roles are remembered by this process. A role taken away is gone after that."""

REMEMBERED_MAX = 10_000

_remembered: dict[str, tuple[float, Actor]] = {}

_WHOSE = Coalesce(OuterRef("user"), OuterRef("application__user"))
_GRANTED = Grant.objects.filter(account=_WHOSE, revoked_at=None).values("role")
_ISSUED: Compiled[Any] = Compiled(
    lambda: (
        AccessToken.objects.filter(token_checksum=Given("checksum"), expires__gt=Given("at"))
        .select_related("user__person", "application__user__person")
        .annotate(held=ArraySubquery(_GRANTED))
    )
)


def token_for(account_id: UUID) -> str:
    """A token that stands for an account for an hour, as a client of the account would get one."""
    token = secrets.token_urlsafe(32)
    AccessToken.objects.create(user_id=account_id, token=token, scope="api", expires=clock.now() + TOKEN_LIFE)
    return token


class SignedIn(SessionAuth):
    """The session of the web pages, with their protection against forged requests."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        # Somebody without a session is a stranger, not a forger.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        found: Actor | None = super().__call__(request)
        return found

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if not isinstance(request.user, Account):
            return None
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return actor


class Token(HttpBearer):
    """``Authorization: Bearer …``, with a token from ``/api/oauth/token``."""

    openapi_type = "oauth2"

    def __init__(self) -> None:
        super().__init__()
        flow = {"tokenUrl": "/api/oauth/token", "scopes": {"api": "Everything the account's roles may do"}}
        self.openapi_security_schema = SecuritySchema(type="oauth2", flows={"clientCredentials": flow})

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        known = _remembered.get(token)
        if known is None or known[0] < time.monotonic():
            known = _looked_up(token)
            if known is None:
                return None
            if len(_remembered) >= REMEMBERED_MAX:
                _remembered.clear()
            _remembered[token] = known
        request_id: str = request.request_id  # type: ignore[attr-defined]
        return known[1].within(request_id=request_id, via="api")


def _looked_up(token: str) -> tuple[float, Actor] | None:
    checksum = hashlib.sha256(token.encode()).hexdigest()
    now = clock.now()
    found = _ISSUED.first(checksum=checksum, at=now)
    if found is None:
        return None
    account: Account | None = found.user or (found.application and found.application.user)
    if account is None or not account.is_active:
        return None
    account.__dict__["held"] = found.held
    left = min(REMEMBERED_SECONDS, (found.expires - now).total_seconds())
    return time.monotonic() + left, account.actor(via="api")


CALLERS: list[Any] = [Token(), SignedIn()]


def forget_callers() -> None:
    """Ask the database again at the next request: for tests, whose accounts come and go."""
    _remembered.clear()


def identify(request: HttpRequest) -> Actor | None:
    """Who calls, if somebody known does. Why somebody is not let in is told when the call itself is made."""
    with suppress(HttpError):
        for way in CALLERS:
            if actor := way(request):
                found: Actor = actor
                return found
    return None


def caller(request: HttpRequest) -> Actor:
    """The actor of an authenticated request."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor

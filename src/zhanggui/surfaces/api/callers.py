"""Who calls the API: somebody signed in on the web, or a program with a token."""

import time
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.ids import new_id

TOKEN_SECONDS = 3600
REMEMBERED_SECONDS = 10
"""How long a caller's roles are remembered by this process. A role taken away is gone after that."""

_signer = signing.TimestampSigner(salt="zhanggui.api")
_remembered: dict[str, tuple[float, Actor]] = {}


def token_for(account_id: UUID) -> str:
    """A token that stands for an account for an hour."""
    return _signer.sign(account_id.hex)


class SignedIn(SessionAuth):
    """The session of the web pages, with their protection against forged requests."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        user = request.user
        if not isinstance(user, Account):
            return None
        return user.actor(via="api", request_id=new_id().hex)


class Token(HttpBearer):
    """``Authorization: Bearer …``"""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        known = _remembered.get(token)
        if known is None or known[0] < time.monotonic():
            known = _looked_up(token)
            if known is None:
                return None
            if len(_remembered) > 10_000:
                _remembered.clear()
            _remembered[token] = known
        return known[1].within(request_id=new_id().hex, via="api")


def _looked_up(token: str) -> tuple[float, Actor] | None:
    try:
        account_id = UUID(_signer.unsign(token, max_age=TOKEN_SECONDS))
    except (signing.BadSignature, ValueError):
        return None
    account = (
        Account.objects.select_related("person").prefetch_related("grants").filter(pk=account_id).first()
    )
    if account is None or not account.is_active:
        return None
    return time.monotonic() + REMEMBERED_SECONDS, account.actor(via="api")


CALLERS = [Token(), SignedIn()]


def caller(request: HttpRequest) -> Actor:
    """The actor of an authenticated request."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor

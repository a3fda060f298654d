"""Who is asking: the actor of a web request, read in one query, and only when somebody wants to know."""

import re
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Account, Grant, SignIn
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.access import rules
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.compiled import Compiled, Given

SESSION_KEY = "sign_in"
DOORS = {
    "console": "console",
    "partners": "partners",
    "desk": "desk",
    "control-room": "console",
    "api": "api",
}


_GRANTED = Grant.objects.filter(account=OuterRef("account"), revoked_at=None).values("role")
# Every page that somebody sees signed in reads this.
_SIGNED_IN = Compiled(
    lambda: (
        SignIn.objects.filter(
            pk=Given("sign_in"), completed_at__isnull=False, ended_at=None, account__disabled_at=None
        )
        .select_related("account__person", "account__organisation")
        .annotate(held=ArraySubquery(_GRANTED))
    )
)


class WhoAsks(AuthenticationMiddleware):
    """Gives every request ``request_id``, ``actor`` and ``user``.

    The session cookie is signed and names a row of ``SignIn``; that row, its account, the person and their
    roles come in one query, when ``actor`` or ``user`` is first looked at. A page that everybody sees
    alike asks nothing.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.request_id = request_id(request)  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(lambda: _signed_in(request) or AnonymousUser())  # type: ignore[assignment]
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response["X-Request-ID"] = getattr(request, "request_id", "")
        return response


def request_id(request: HttpRequest) -> str:
    """The number of this request: the one it brings along, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if re.fullmatch(r"[A-Za-z0-9\-]{8,64}", given) else str(new_id())


def origin_of(request: HttpRequest) -> Origin:
    """Where this request comes from: behind our proxy, the address that the proxy itself has seen.

    Of ``X-Forwarded-For`` only the last entry is the proxy's; those before it are whatever the client wrote.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return Origin.of(address, request.headers.get("User-Agent", ""))


def let_in(request: HttpRequest, sign_in: SignIn) -> None:
    """Tie this browser to the sign-in. Nothing of an earlier session survives but the language and cart."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(sign_in.id)


def let_out(request: HttpRequest) -> None:
    """Forget who this browser is."""
    request.session.flush()


def current_sign_in(request: HttpRequest) -> UUID | None:
    """The sign-in that the session names, complete or not."""
    try:
        return UUID(request.session.get(SESSION_KEY, ""))
    except ValueError:
        return None


def _actor(request: HttpRequest) -> Actor:
    account = _signed_in(request)
    via = DOORS.get(request.path.split("/", 2)[1], "web")
    number: str = request.request_id  # type: ignore[attr-defined]
    if account is None:
        return PUBLIC.within(request_id=number, via=via)
    return account.actor(via=via, request_id=number)


def _signed_in(request: HttpRequest) -> Account | None:
    if not hasattr(request, "_signed_in_account"):
        request._signed_in_account = _read(request, clock.now())  # type: ignore[attr-defined]
    account: Account | None = request._signed_in_account  # type: ignore[attr-defined]
    return account


def _read(request: HttpRequest, at: datetime) -> Account | None:
    sign_in_id = current_sign_in(request)
    sign_in = _SIGNED_IN.first(sign_in=sign_in_id) if sign_in_id else None
    if sign_in is None:
        return None
    sign_in.account.__dict__["held"] = sign_in.held
    return sign_in.account if _still_there(sign_in, at) else None


def _still_there(sign_in: SignIn, at: datetime) -> bool:
    idle = rules.IDLE_STAFF if sign_in.account.is_staff else rules.IDLE_OTHERS
    if at - sign_in.seen_at > idle:
        SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(ended_at=at)
        return False
    if at - sign_in.seen_at > rules.SEEN_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=at)
    return True

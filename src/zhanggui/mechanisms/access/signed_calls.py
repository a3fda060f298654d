"""Calls from machines without an account here: a telephone system, a carrier of messages, a mail server.

Each shares a secret with the house and signs what it sends: HMAC-SHA256 over the time, a dot and the body. A
call is good for five minutes, so that an old one, overheard, is worth nothing; what it says is idempotent.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings

from zhanggui.kernel.installation import secret_of_installation
from zhanggui.kernel.refusal import Refusal

GOOD_FOR = timedelta(minutes=5)
TIME_HEADER, SIGNATURE_HEADER = "X-Zhanggui-Time", "X-Zhanggui-Signature"


class UnsignedCall(Refusal):
    """The signature of this call is not good, or it is too old."""

    code = "unsigned-call"
    status = 403


def secret_of(caller: str) -> str:
    """The secret shared with this machine: ``WEBHOOK_SECRET_<CALLER>``, or one this installation made."""
    given: str | None = settings.WEBHOOK_SECRETS.get(caller)
    return given or secret_of_installation(settings.VAR_DIR / "keys" / f"webhook-{caller}.key")


def signed(caller: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """The headers under which ``body`` is sent."""
    moment = str(int(at.timestamp()))
    return {TIME_HEADER: moment, SIGNATURE_HEADER: _signature(caller, moment, body)}


def refuse_unsigned(caller: str, body: bytes, *, moment: str, signature: str, at: datetime) -> None:
    """Raise ``UnsignedCall`` unless this machine signed this body just now."""
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        raise UnsignedCall
    if abs(at - datetime.fromtimestamp(int(moment), UTC)) > GOOD_FOR:
        raise UnsignedCall
    if not hmac.compare_digest(_signature(caller, moment, body).encode(), signature.encode()):
        raise UnsignedCall


def _signature(caller: str, moment: str, body: bytes) -> str:
    return hmac.new(secret_of(caller).encode(), moment.encode() + b"." + body, sha256).hexdigest()

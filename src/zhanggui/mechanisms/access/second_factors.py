"""Time-based one-time passwords (RFC 6238), as authenticator apps make them."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP = 30
ISSUER = "掌柜"


def new_secret() -> str:
    """A fresh secret, as an authenticator app takes it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def enrolment_address(secret: str, username: str) -> str:
    """What the QR code holds."""
    label = quote(f"{ISSUER}:{username}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(ISSUER)}"


def code_at(secret: str, at: datetime) -> str:
    """The six digits that the app shows at this time."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def matching_step(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The time step whose code this is: the present one or a neighbour, later than the last one used."""
    now = int(at.timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        expected = _totp(secret).generate(step * STEP)
        if step > after and hmac.compare_digest(expected, code.strip().encode()):
            return step
    return None


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), 6, SHA1(), STEP)  # noqa: S303

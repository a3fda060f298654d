"""Signed calls between the house and a carrier's program, both ways alike.

HMAC-SHA256 over the time, a dot, the nonce, a dot, and the body, under a secret shared with this carrier. A
call is good for five minutes, and once: its nonce is kept for longer than that.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from zhanggui.mechanisms.access.signed_calls import UnsignedCall, secret_of

GOOD_FOR = timedelta(minutes=5)
TIME, NONCE, SIGNATURE = "X-Zhanggui-Time", "X-Zhanggui-Nonce", "X-Zhanggui-Signature"
CARRIER = "X-Zhanggui-Carrier"
"""Which carrier's secret it is signed with, where the address does not say so."""
NONCE_MIN, NONCE_MAX = 16, 64


def caller_of(carrier_number: str) -> str:
    """The name of the secret shared with a carrier: ``WEBHOOK_SECRET_CARRIER_C000001``, or one made here."""
    return f"carrier_{carrier_number.lower()}"


def signed(carrier_number: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """The headers under which ``body`` is sent."""
    moment, nonce = str(int(at.timestamp())), secrets.token_hex(16)
    return {
        CARRIER: carrier_number,
        TIME: moment,
        NONCE: nonce,
        SIGNATURE: _signature(carrier_number, moment, nonce, body),
    }


def refuse_unsigned(carrier_number: str, body: bytes, headers: dict[str, str], *, at: datetime) -> str:
    """The nonce of a call that this carrier signed just now. Raises ``UnsignedCall`` for any other."""
    moment, nonce = headers.get(TIME, ""), headers.get(NONCE, "")
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 12):
        raise UnsignedCall
    if not (NONCE_MIN <= len(nonce) <= NONCE_MAX and nonce.isascii() and nonce.isalnum()):
        raise UnsignedCall
    if abs(at - datetime.fromtimestamp(int(moment), UTC)) > GOOD_FOR:
        raise UnsignedCall
    wanted = _signature(carrier_number, moment, nonce, body)
    if not hmac.compare_digest(wanted.encode(), headers.get(SIGNATURE, "").encode()):
        raise UnsignedCall
    return nonce


def _signature(carrier_number: str, moment: str, nonce: str, body: bytes) -> str:
    content = moment.encode() + b"." + nonce.encode() + b"." + body
    return hmac.new(secret_of(caller_of(carrier_number)).encode(), content, sha256).hexdigest()

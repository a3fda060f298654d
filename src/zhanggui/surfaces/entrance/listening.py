"""Who may listen to the server of live figures (``zhanggui stream``), and where it is."""

from django.conf import settings
from django.core import signing

SALT = "entrance.listening"
TICKET_SECONDS = 300
"""So long a screen may listen before it must show again who it is."""


def ticket(account_id: object) -> str:
    """What lets a screen listen: signed, for a few minutes, without a look into the database."""
    return signing.TimestampSigner(salt=SALT).sign(str(account_id))


def is_ticket(text: str) -> bool:
    """Whether we made it, and lately."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(text, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        return False
    return True


def stream_address(host: str) -> str:
    """Where screens listen: the address that is set, or the next port of the same host."""
    return settings.STREAM_URL or f"//{host.rsplit(':', 1)[0]}:{settings.STREAM_PORT}/"

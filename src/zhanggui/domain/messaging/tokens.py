"""Names of messages that outsiders carry: in a mail's return address, and in the link that unsubscribes."""

import hmac
import re
from uuid import UUID

from django.conf import settings
from django.core import signing

from zhanggui.domain.messaging.refusals import UnsignedLink
from zhanggui.schema.encrypted import keyed_hash

TAG_LENGTH = 12
_TOKEN = re.compile(rf"([0-9a-f]{{32}})\.([0-9a-f]{{{TAG_LENGTH}}})")
_LINK = signing.Signer(salt="messaging.unsubscribe")


def token_of(message_id: UUID) -> str:
    """The message's name for mail servers, with a tag that only we can make: a forged bounce is none."""
    return f"{message_id.hex}.{_tag(message_id.hex)}"


def message_named(text: str) -> UUID | None:
    """The message whose token stands somewhere in this text."""
    for name, tag in _TOKEN.findall(text):
        if hmac.compare_digest(_tag(name), tag):
            return UUID(name)
    return None


def _tag(name: str) -> str:
    return keyed_hash(f"messaging.token {name}")[:TAG_LENGTH]


def unsubscribe_link(message_id: UUID) -> str:
    """Where one click, without signing in, ends messages like this one. It never runs out."""
    return f"{settings.PUBLIC_URL}/unsubscribe/{_LINK.sign(message_id.hex)}/"


def message_of_link(token: str) -> UUID:
    """The message whose link this is. Raises ``UnsignedLink``."""
    try:
        return UUID(_LINK.unsign(token))
    except (signing.BadSignature, ValueError):
        raise UnsignedLink from None

"""Keeping an address from getting anything, by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.messaging.capabilities import SUPPRESS
from zhanggui.domain.messaging.facts import AddressSuppressed
from zhanggui.domain.messaging.models import Suppression
from zhanggui.domain.messaging.standing import hash_of
from zhanggui.domain.messaging.states import Channel, SuppressionReason
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A number or a mail address, as somebody wrote it."""

    channel: Channel
    written: str

    @property
    def hash(self) -> str:
        """What is kept of it. Raises ``NotAMobileNumber``."""
        plain = mobile_number(self.written) if self.channel is Channel.SMS else self.written
        return hash_of(self.channel, plain)


@transaction.atomic
def suppress(*, address: Address, note: str, by: Actor, at: datetime) -> Suppression:
    """Put an address on the suppression list; one that is there stays there."""
    by.require(SUPPRESS)
    suppression, made = Suppression.objects.get_or_create(
        channel=address.channel,
        address_hash=address.hash,
        reason=SuppressionReason.BY_HAND,
        lifted_at=None,
        defaults={"note": note[:200], "suppressed_at": at, "suppressed_by_id": by.account_id},
    )
    if made:
        fact = AddressSuppressed(channel=address.channel, reason=SuppressionReason.BY_HAND)
        trail.record(fact, on=suppression, by=by, at=at, reason=note)
    return suppression

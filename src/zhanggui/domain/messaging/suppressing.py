"""Keeping an address from getting more: because it is dead, or because its owner complained."""

from collections.abc import Iterable
from datetime import datetime

from zhanggui.domain.messaging.facts import AddressSuppressed
from zhanggui.domain.messaging.models import Message, Suppression
from zhanggui.domain.messaging.rules import is_dead
from zhanggui.domain.messaging.sending import Ending
from zhanggui.domain.messaging.states import SuppressionReason, Verdict
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import trail


def suppress_address_of(
    message: Message, address_hash: str, reason: SuppressionReason, *, by: Actor, at: datetime
) -> None:
    """Nothing more to the address this message went to. Said twice, it is said once."""
    _, made = Suppression.objects.get_or_create(
        channel=message.channel,
        address_hash=address_hash,
        reason=reason,
        lifted_at=None,
        defaults={"message": message, "suppressed_at": at, "suppressed_by_id": by.account_id},
    )
    if made:
        fact = AddressSuppressed(channel=message.channel, reason=reason)
        trail.record(fact, on=message, by=by, at=at)


def suppress_dead(endings: Iterable[Ending], *, at: datetime) -> None:
    """Of what a carrier refused for good: the addresses that it says do not exist."""
    for ending in endings:
        if ending.verdict is Verdict.FAILED and is_dead(ending.answer) and ending.address_hash:
            reason = SuppressionReason.HARD_BOUNCE
            suppress_address_of(ending.message, ending.address_hash, reason, by=SYSTEM, at=at)

"""Believing what carriers tell about a message, once, whatever the order it arrives in."""

from datetime import datetime

from zhanggui.domain.messaging import portions
from zhanggui.domain.messaging.facts import OutcomeReported
from zhanggui.domain.messaging.models import Message, Outcome
from zhanggui.domain.messaging.rules import is_dead
from zhanggui.domain.messaging.sending import Ending, write_down
from zhanggui.domain.messaging.states import AFTER, SuppressionReason, Verdict
from zhanggui.domain.messaging.suppressing import suppress_address_of
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

COUNTED = {
    Verdict.DELIVERED: "delivered",
    Verdict.BOUNCED: "bounced",
    Verdict.COMPLAINED: "complained",
    Verdict.UNSUBSCRIBED: "unsubscribed",
}


def believe(message: Message, verdict: Verdict, answer: str, *, by: Actor, at: datetime) -> bool:
    """Write the verdict down, with what follows from it. A repeated or impossible one changes nothing.

    A complaint keeps marketing from the address; a dead address gets nothing more at all.
    """
    told = Outcome.objects.filter(message=message, verdict=verdict).exists()
    if told or message.state not in AFTER[verdict][0]:
        return False
    write_down([Ending(message=message, verdict=verdict, answer=answer[:200])], at=at)
    if message.batch_id is not None and verdict in COUNTED:
        portions.count(message.batch_id, COUNTED[verdict])
    reason = _suppresses(verdict, answer)
    if reason is not None and message.address_hash:
        suppress_address_of(message, message.address_hash, reason, by=by, at=at)
    fact = OutcomeReported(channel=message.channel, verdict=verdict)
    trail.record(fact, on=message, by=by, at=at)
    return True


def _suppresses(verdict: Verdict, answer: str) -> SuppressionReason | None:
    if verdict is Verdict.COMPLAINED:
        return SuppressionReason.COMPLAINT
    dead = verdict is Verdict.BOUNCED and is_dead(answer)
    return SuppressionReason.HARD_BOUNCE if dead else None

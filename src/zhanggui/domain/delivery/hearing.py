"""Calls that were heard, so that one that is overheard and played again is refused."""

from datetime import datetime, timedelta

from zhanggui.domain.delivery.models import HeardCall
from zhanggui.domain.delivery.refusals import CallRepeated
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("delivery_call_heard_once", CallRepeated)
KEPT = timedelta(days=1)
"""Longer than any signature is good for."""


def hear(caller: str, nonce: str, *, at: datetime) -> None:
    """Keep that this call was heard, in the transaction of what it says. Raises ``CallRepeated``."""
    with refusing():
        HeardCall.objects.create(caller=caller[:40], nonce=nonce, heard_at=at)


def forget(*, at: datetime) -> int:
    """Let go of calls whose signature has long run out; how many."""
    return HeardCall.objects.filter(heard_at__lt=at - KEPT).delete()[0]

"""Confirming a take-down: every place is asked whether it still shows what was taken down."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WATCH_ADS
from zhanggui.domain.advertising.facts import AdGone
from zhanggui.domain.advertising.models import TakeDown
from zhanggui.domain.advertising.places import where_shown
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

A_TIME = 100


@transaction.atomic
def confirm_gone(*, by: Actor, at: datetime) -> list[TakeDown]:
    """Ask the places about each open take-down; where none shows it, keep when it was gone.

    What a place still shows stays open and shows as a breach of the minute (B-5.1.4).
    """
    by.require(WATCH_ADS)
    waiting = list(TakeDown.objects.locked().filter(gone_at=None).select_related("asset")[:A_TIME])
    gone = []
    for taken in waiting:
        taken.places = where_shown(taken.asset_id, at)
        if not any(taken.places.values()):
            taken.gone_at = at
            gone.append(taken)
            fact = AdGone(
                number=taken.asset.number,
                seconds=int((at - taken.taken_at).total_seconds()),
                places=len(taken.places),
            )
            trail.record(fact, on=taken, by=by, at=at, thread=taken.asset)
        taken.save(update_fields=["places", "gone_at"])
    return gone

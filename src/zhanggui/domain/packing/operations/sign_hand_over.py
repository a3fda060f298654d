"""The driver signs for what was scanned, and the list is closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.packing.capabilities import LOAD
from zhanggui.domain.packing.facts import ListSigned
from zhanggui.domain.packing.models import HandOver
from zhanggui.domain.packing.refusals import ListClosed, ListEmpty, NobodySigned
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def sign_hand_over(*, hand_over_id: UUID, driver: str, by: Actor, at: datetime) -> HandOver:
    """Nothing is scanned onto it any more. Raises ``ListClosed``, ``ListEmpty`` and ``NobodySigned``."""
    by.require(LOAD)
    hand_over = HandOver.objects.locked().filter(pk=hand_over_id).first()
    if hand_over is None:
        raise NotFound
    if hand_over.closed_at is not None:
        raise ListClosed
    if not driver.strip():
        raise NobodySigned
    parcels = hand_over.parcels.count()
    if not parcels:
        raise ListEmpty
    hand_over.driver, hand_over.closed_by_id, hand_over.closed_at = driver.strip()[:60], by.account_id, at
    hand_over.save(update_fields=["driver", "closed_by", "closed_at"])
    fact = ListSigned(number=hand_over.number, driver=hand_over.driver, parcels=parcels)
    trail.record(fact, on=hand_over, by=by, at=at)
    return hand_over

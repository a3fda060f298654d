"""No longer packing into a kind of box."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.packing.capabilities import KEEP_BOXES
from zhanggui.domain.packing.facts import BoxRetired
from zhanggui.domain.packing.models import BoxType
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def retire_box_type(*, box_id: UUID, by: Actor, at: datetime) -> BoxType:
    """It is proposed no more; parcels packed in it keep its name. Again it changes nothing."""
    by.require(KEEP_BOXES)
    box = BoxType.objects.locked().filter(pk=box_id).first()
    if box is None:
        raise NotFound
    if box.retired_at is not None:
        return box
    box.retired_at = at
    box.save(update_fields=["retired_at"])
    trail.record(BoxRetired(code=box.code), on=box, by=by, at=at)
    return box

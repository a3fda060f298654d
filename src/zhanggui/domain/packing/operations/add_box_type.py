"""Adding a kind of box to those that are packed into."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.packing.capabilities import KEEP_BOXES
from zhanggui.domain.packing.facts import BoxAdded
from zhanggui.domain.packing.models import BoxType
from zhanggui.domain.packing.refusals import BoxExists
from zhanggui.domain.packing.rules import Box
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("packing_boxtype_code_key", BoxExists)


@transaction.atomic
def add_box_type(*, box: Box, name: str, by: Actor, at: datetime) -> BoxType:
    """From now on it is proposed where it is the smallest that holds the goods. Raises ``BoxExists``."""
    by.require(KEEP_BOXES)
    length, width, height = box.edges
    with refusing():
        added = BoxType.objects.create(
            code=box.code.strip().upper(),
            name=name,
            length_mm=length,
            width_mm=width,
            height_mm=height,
            tare_grams=box.tare_grams,
            limit_grams=box.limit_grams,
            added_at=at,
        )
    trail.record(BoxAdded(code=added.code, name=name), on=added, by=by, at=at)
    return added

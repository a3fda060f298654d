"""Measuring a piece: boxes are proposed and parcels are weighed by it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import MEASURE
from zhanggui.domain.inventory.facts import Measured
from zhanggui.domain.inventory.models import Measures
from zhanggui.domain.inventory.reach import articles_of
from zhanggui.domain.inventory.refusals import NotMeasured
from zhanggui.domain.inventory.sizes import Size
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def measure_sku(*, sku_id: UUID, size: Size, by: Actor, at: datetime) -> Measures:
    """Measured again, the new measures count from now on. Raises ``NotMeasured``."""
    by.require(MEASURE)
    article = articles_of([sku_id]).get(sku_id)
    if article is None:
        raise NotFound
    if not size.plausible:
        raise NotMeasured
    told = asdict(size) | {"measured_by_id": by.account_id, "measured_at": at}
    measures, _ = Measures.objects.update_or_create(sku_id=sku_id, defaults=told)
    edges = " × ".join(str(edge) for edge in (size.length_mm, size.width_mm, size.height_mm))
    fact = Measured(sku=article.code, size=f"{edges} mm", weight_grams=size.weight_grams)
    trail.record(fact, on=measures, by=by, at=at, thread=trail.Subject("catalog.sku", sku_id))
    return measures

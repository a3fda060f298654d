"""Measuring many pieces at once, from a sheet: all of them, or none."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.inventory.capabilities import MEASURE
from zhanggui.domain.inventory.facts import MeasuresImported
from zhanggui.domain.inventory.operations.measure_sku import measure_sku
from zhanggui.domain.inventory.sheets import measures_in
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def import_measures(*, content: bytes, by: Actor, at: datetime) -> int:
    """Answers how many were measured. Raises ``WrongRows``, ``NotASheet``, ``SheetTooLong``."""
    by.require(MEASURE)
    told = measures_in(content)
    for sku_id, size in told:
        measure_sku(sku_id=sku_id, size=size, by=by, at=at)
    fact = MeasuresImported(pieces=len(told))
    trail.record(fact, on=trail.Subject("identity.organisation", HOUSE), by=by, at=at)
    return len(told)

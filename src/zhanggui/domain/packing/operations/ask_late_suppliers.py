"""Asking suppliers why they have not sent what they should have."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.packing.capabilities import FIND_LATE
from zhanggui.domain.packing.dropping import late
from zhanggui.domain.packing.facts import SuppliersAsked
from zhanggui.domain.packing.models import DropOrder
from zhanggui.domain.packing.policies import LATE_DROP
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening

AT_ONCE = 500


@transaction.atomic
def ask_late_suppliers(*, by: Actor, at: datetime) -> int:
    """A case for each part that is late and has none yet. Answers how many were opened."""
    by.require(FIND_LATE)
    opened = 0
    for part in late(at).filter(drop__late_asked_at=None)[:AT_ONCE]:
        drop, _ = DropOrder.objects.locked().get_or_create(allocation=part)
        if drop.late_asked_at is not None:
            continue
        supplier = part.warehouse.operator
        assert supplier is not None
        opening = Opening(
            title=f"{supplier.organisation.name} · {part.order.number}",
            text=part.order.number,
            severity="order",
            subject=trail.Subject("delivery.allocation", part.pk),
            thread=trail.Subject("partners.supplier", supplier.pk),
        )
        cases.open_case(LATE_DROP, opening, by=by, at=at)
        drop.late_asked_at = at
        drop.save(update_fields=["late_asked_at"])
        opened += 1
    if opened:
        house = trail.Subject("identity.organisation", HOUSE)
        trail.record(SuppliersAsked(parts=opened), on=house, by=by, at=at)
    return opened

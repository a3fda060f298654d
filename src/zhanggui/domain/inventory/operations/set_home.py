"""Giving a SKU its home: where it is put away and picked from now on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import ARRANGE_SHELVES
from zhanggui.domain.inventory.facts import HomeSet
from zhanggui.domain.inventory.models import Home, Location
from zhanggui.domain.inventory.reach import articles_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def set_home(*, sku_id: UUID, location_id: UUID, by: Actor, at: datetime) -> Home:
    """What lies elsewhere stays there until it is moved by a document."""
    by.require(ARRANGE_SHELVES)
    location = Location.objects.filter(pk=location_id, closed_at=None).first()
    article = articles_of([sku_id]).get(sku_id)
    if location is None or article is None:
        raise NotFound
    home, _ = Home.objects.update_or_create(
        warehouse_id=location.warehouse_id, sku_id=sku_id, defaults={"location": location}
    )
    trail.record(HomeSet(sku=article.code, location=location.code), on=home, by=by, at=at)
    return home

"""Keeping a favourite no longer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import FavouriteDropped
from zhanggui.domain.members.models import Favourite
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_favourite(*, sku_id: UUID, by: Actor, at: datetime) -> None:
    """Take one SKU out of one's favourites. Raises ``NotFound``."""
    by.require(OWN)
    kept = (
        Favourite.objects.locked()
        .filter(account_id=by.account_id, sku_id=sku_id)
        .select_related("sku")
        .first()
    )
    if kept is None:
        raise NotFound
    trail.record(FavouriteDropped(sku=kept.sku.code), on=kept, by=by, at=at)
    kept.delete()

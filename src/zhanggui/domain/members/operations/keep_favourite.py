"""Keeping goods to find them again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.queries import sku_code
from zhanggui.domain.members import rules
from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import FavouriteKept
from zhanggui.domain.members.models import Favourite
from zhanggui.domain.members.refusals import TooMany
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@transaction.atomic
def keep_favourite(*, sku_id: UUID, price_fen: Fen | None, by: Actor, at: datetime) -> Favourite:
    """Keep one SKU with what it costs today. Keeping it again changes nothing.

    Raises ``NotFound`` for an unknown SKU and ``TooMany``.
    """
    by.require(OWN)
    code = sku_code(sku_id)
    known = Favourite.objects.filter(account_id=by.account_id, sku_id=sku_id).first()
    if known is not None:
        return known
    if Favourite.objects.filter(account_id=by.account_id).count() >= rules.FAVOURITES_MAX:
        raise TooMany(most=rules.FAVOURITES_MAX)
    kept, made = Favourite.objects.get_or_create(
        account_id=by.account_id, sku_id=sku_id, defaults={"price_fen": price_fen, "kept_at": at}
    )
    if made:
        trail.record(FavouriteKept(sku=code), on=kept, by=by, at=at)
    return kept

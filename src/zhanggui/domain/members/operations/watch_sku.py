"""Asking to be told when something can be had again, or costs less."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.queries import sku_code
from zhanggui.domain.members import rules
from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import WatchSet
from zhanggui.domain.members.models import Watch
from zhanggui.domain.members.refusals import TooMany
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class WatchWish:
    """Which SKU, and what about it: "stock", or "price" (less than it costs now)."""

    sku_id: UUID
    kind: str


@transaction.atomic
def watch_sku(*, wish: WatchWish, by: Actor, at: datetime) -> Watch:
    """Wait for stock, or for a price below today's. Wishing it again changes nothing.

    It is the member's own wish, served once, and needs no consent to marketing. Raises ``NotFound`` for an
    unknown SKU, or one without a price to fall; and ``TooMany``.
    """
    by.require(OWN)
    code, kind = sku_code(wish.sku_id), Watch.Kind(wish.kind)
    offer = offers_of([wish.sku_id], at=at).get(wish.sku_id)
    price = offer.amount_fen if offer else None
    if kind == Watch.Kind.PRICE and not price:
        raise NotFound
    waiting = Watch.objects.filter(account_id=by.account_id, served_at=None, withdrawn_at=None)
    if waiting.count() >= rules.WATCHES_MAX:
        raise TooMany(most=rules.WATCHES_MAX)
    watch, made = Watch.objects.get_or_create(
        account_id=by.account_id,
        sku_id=wish.sku_id,
        kind=kind,
        served_at=None,
        withdrawn_at=None,
        defaults={"price_fen": price if kind == Watch.Kind.PRICE else None, "wished_at": at},
    )
    if made:
        trail.record(WatchSet(sku=code, kind=kind.value), on=watch, by=by, at=at)
    return watch

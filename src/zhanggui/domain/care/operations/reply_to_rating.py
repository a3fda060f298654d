"""Replying to a rating: the seller of what was rated, or the house."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhanggui.domain.care.capabilities import HANDLE, REPLY_TO_RATING
from zhanggui.domain.care.facts import RatingReplied
from zhanggui.domain.care.models import Rating, RatingReply
from zhanggui.domain.care.refusals import AlreadyReplied
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.handling import said

TEXT_MAX = 500


@transaction.atomic
def reply_to_rating(*, rating_id: UUID, text: str, by: Actor, at: datetime) -> RatingReply:
    """Answer a rating in public, once. The rating itself stays as it is (EC-12).

    Raises ``NotFound`` for ratings of another firm's goods, ``NothingSaid`` and ``AlreadyReplied``.
    """
    by.require(REPLY_TO_RATING)
    rating = _reached(rating_id, by)
    words = said(text)[:TEXT_MAX]
    if RatingReply.objects.filter(rating=rating).exists():
        raise AlreadyReplied

    reply = RatingReply(
        rating=rating,
        organisation_id=None if by.may(HANDLE) else by.organisation_id,
        account_id=by.account_id,
        text=words,
        replied_at=at,
    )
    reply.save(force_insert=True)

    fact = RatingReplied(who=by.name, order=rating.order.number)
    trail.record(fact, on=reply, by=by, at=at, thread=rating)
    return reply


def _reached(rating_id: UUID, by: Actor) -> Rating:
    ratings = Rating.objects.filter(pk=rating_id)
    if not by.may(HANDLE):
        firm = by.organisation_id
        own = Q(line__sku__goods__supplier__organisation_id=firm)
        of_order = Q(line=None, order__lines__sku__goods__supplier__organisation_id=firm)
        ratings = ratings.filter(own | of_order)
    if not ratings.exists():
        raise NotFound
    return Rating.objects.locked().select_related("order").get(pk=rating_id)

"""Folding a rating with unlawful content: it stays kept, and can still be opened."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import FOLD_RATING
from zhanggui.domain.care.facts import RatingFolded
from zhanggui.domain.care.models import Folding, Rating
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def fold_rating(*, rating_id: UUID, legal_basis: str, reason: str, by: Actor, at: datetime) -> Folding:
    """Show the rating folded. That it is bad for sales is no legal basis."""
    by.require(FOLD_RATING)
    rating = Rating.objects.locked().filter(pk=rating_id).first()
    if rating is None:
        raise NotFound
    if not legal_basis.strip():
        raise Malformed(field="legal_basis", problem="empty")

    folding, _ = Folding.objects.get_or_create(
        rating=rating,
        defaults={
            "legal_basis": legal_basis.strip()[:200],
            "reason": reason.strip()[:400],
            "folded_by_id": by.account_id,
            "folded_at": at,
        },
    )
    fact = RatingFolded(legal_basis=folding.legal_basis)
    trail.record(
        fact, on=rating, by=by, at=at, reason=reason, thread=trail.Subject("sales.order", rating.order_id)
    )
    return folding

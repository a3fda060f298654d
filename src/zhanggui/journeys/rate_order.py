"""Rating an order: an unhappy buyer does not have to complain as well."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhanggui.domain.care.models import Complaint, Rating
from zhanggui.domain.care.operations.illustrate_rating import illustrate_rating
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.care.states import ContactChannel, Matter
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def rate_order(
    *, opinion: Opinion, pictures: Sequence[Upload] = (), by: Actor, at: datetime
) -> tuple[Rating, Complaint | None]:
    """Keep the rating and its pictures; a low one is followed up as a complaint with its clocks (B-2.4.4).

    A picture that is refused leaves no rating either, so that it can be sent again whole.
    """
    rating = rate(opinion=opinion, by=by, at=at)
    for picture in pictures:
        illustrate_rating(rating_id=rating.id, upload=picture, by=by, at=at)
    if rating.score > norm("rating.low_score", on=at):
        return rating, None

    wish = ComplaintWish(
        text=rating.text or f"{rating.score}/5",
        matter=Matter.GOODS if rating.delivered_at else Matter.DELIVERY,
        channel=ContactChannel.RATING,
        order_id=opinion.order_id,
        line_id=opinion.line_id,
    )
    return rating, open_complaint(wish=wish, by=by, at=at)

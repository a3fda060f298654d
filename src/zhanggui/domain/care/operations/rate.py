"""Rating a purchase."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care import rules
from zhanggui.domain.care.capabilities import RATE
from zhanggui.domain.care.facts import OrderRated
from zhanggui.domain.care.models import Rating
from zhanggui.domain.care.refusals import NotAScore, NotYetRateable, RatedEnough
from zhanggui.domain.care.rules import Purchase
from zhanggui.domain.care.scoring import count
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.rows import insert

TIMES = 9
TEXT_MAX = 2_000
_EARLIER: Compiled[UUID | None] = Compiled(
    lambda: Rating.objects.filter(order=Given("order")).values_list("line_id", flat=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A score from one to five with a text, on an order or on one line of it."""

    order_id: UUID
    score: int
    text: str = ""
    line_id: UUID | None = None


@transaction.atomic
def rate(*, opinion: Opinion, by: Actor, at: datetime) -> Rating:
    """Keep what a buyer thinks. Only a purchase can be rated, and nobody edits a rating (PM-07, EC-12).

    Raises ``NotFound`` for somebody else's order, ``NotAScore``, ``NotYetRateable`` and ``RatedEnough``.
    """
    by.require(RATE)
    order = sales.held_order(opinion.order_id, by=by)
    if opinion.score not in rules.SCORES:
        raise NotAScore(score=opinion.score)
    if opinion.line_id and not order.lines.filter(pk=opinion.line_id).exists():
        raise NotFound
    purchase = Purchase(
        confirmed_at=order.confirmed_at,
        delivered_at=order.delivered_at,
        ended_at=order.ended_at,
        promised_on=order.promised_on,
    )
    if not rules.may_be_rated(purchase, at):
        raise NotYetRateable
    number = _EARLIER.all(order=order.id).count(opinion.line_id) + 1
    if number > TIMES:
        raise RatedEnough(times=TIMES)

    rating = Rating(
        order=order,
        line_id=opinion.line_id,
        number=number,
        account_id=by.account_id,
        score=opinion.score,
        text=opinion.text.strip()[:TEXT_MAX],
        rated_at=at,
        delivered_at=order.delivered_at,
    )
    insert(rating)
    count(rating)

    fact = OrderRated(order=order.number, score=rating.score)
    trail.record(fact, on=rating, by=by, at=at, thread=order)
    return rating

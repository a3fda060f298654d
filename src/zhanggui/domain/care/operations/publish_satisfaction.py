"""Publishing a result: the public may see how satisfied customers were (B-6.2.4)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from zhanggui.domain.care.capabilities import PUBLISH_RESULTS
from zhanggui.domain.care.facts import SatisfactionPublished
from zhanggui.domain.care.models import SatisfactionResult
from zhanggui.domain.care.queries import satisfaction
from zhanggui.domain.care.refusals import AlreadyPublished, PeriodNotOver, TooFewAnswers
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import digest_of


@transaction.atomic
def publish_satisfaction(*, since: date, until: date, by: Actor, at: datetime) -> SatisfactionResult:
    """Freeze and publish the result of the days ``since`` to ``until``, both included.

    Raises ``PeriodNotOver``, ``AlreadyPublished`` and ``TooFewAnswers``.
    """
    by.require(PUBLISH_RESULTS)
    start = datetime.combine(since, time(), SHANGHAI)
    end = datetime.combine(until + timedelta(days=1), time(), SHANGHAI)
    if at < end:
        raise PeriodNotOver
    if SatisfactionResult.objects.filter(since=since, until=until).exists():
        raise AlreadyPublished
    found = satisfaction(since=start, until=end)
    if found.answered < (least := norm("survey.smallest_cell", on=at)):
        raise TooFewAnswers(answered=found.answered, least=least)

    figures = found.figures()
    result = SatisfactionResult(
        since=since,
        until=until,
        asked=found.asked,
        answered=found.answered,
        figures=figures,
        digest=digest_of(figures),
        published_by_id=by.account_id,
        published_at=at,
    )
    result.save(force_insert=True)

    fact = SatisfactionPublished(since=str(since), until=str(until), answered=found.answered)
    trail.record(fact, on=result, by=by, at=at)
    return result

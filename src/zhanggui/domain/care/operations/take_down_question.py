"""Taking a question down that must not be shown: at once, with a reason; it stays kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import TAKE_DOWN_QUESTION
from zhanggui.domain.care.facts import QuestionTakenDown
from zhanggui.domain.care.models import GoodsQuestion, QuestionTakedown
from zhanggui.domain.care.refusals import TakenDownAlready
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.handling import said


@transaction.atomic
def take_down_question(*, question_id: UUID, reason: str, by: Actor, at: datetime) -> QuestionTakedown:
    """Show this question and its answers to nobody from now on.

    Raises ``NotFound``, ``NothingSaid`` without a reason, and ``TakenDownAlready``.
    """
    by.require(TAKE_DOWN_QUESTION)
    question = GoodsQuestion.objects.locked().select_related("goods").filter(pk=question_id).first()
    if question is None:
        raise NotFound
    if hasattr(question, "takedown"):
        raise TakenDownAlready

    takedown = QuestionTakedown(
        question=question, reason=said(reason)[:400], taken_down_by_id=by.account_id, taken_down_at=at
    )
    takedown.save(force_insert=True)

    fact = QuestionTakenDown(number=question.goods.number)
    trail.record(fact, on=question, by=by, at=at, reason=reason)
    return takedown

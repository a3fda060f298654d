"""Answering a question about goods: their seller, or an agent of the house."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import ANSWER_ABOUT_GOODS, HANDLE
from zhanggui.domain.care.facts import GoodsAnswered
from zhanggui.domain.care.models import GoodsAnswer, GoodsQuestion
from zhanggui.domain.care.refusals import TakenDownAlready
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.handling import said

TEXT_MAX = 500


@transaction.atomic
def answer_about_goods(*, question_id: UUID, text: str, by: Actor, at: datetime) -> GoodsAnswer:
    """Answer in public; from now on everybody reads question and answer.

    Raises ``NotFound`` for questions about another firm's goods, ``NothingSaid`` and ``TakenDownAlready``.
    """
    by.require(ANSWER_ABOUT_GOODS)
    reached = GoodsQuestion.objects.filter(pk=question_id)
    if not by.may(HANDLE):
        reached = reached.filter(goods__supplier__organisation=by.organisation_id)
    if not reached.exists():
        raise NotFound
    question = GoodsQuestion.objects.locked().select_related("goods").get(pk=question_id)
    words = said(text)[:TEXT_MAX]
    if hasattr(question, "takedown"):
        raise TakenDownAlready

    answer = GoodsAnswer(
        question=question,
        organisation_id=None if by.may(HANDLE) else by.organisation_id,
        account_id=by.account_id,
        text=words,
        answered_at=at,
    )
    answer.save(force_insert=True)
    if question.answered_at is None:
        question.answered_at = at
        question.save(update_fields=["answered_at"])

    trail.record(
        GoodsAnswered(number=question.goods.number, who=by.name), on=answer, by=by, at=at, thread=question
    )
    return answer

"""Telling how satisfied one was: online by oneself, or on the phone to an agent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import TAKE_SURVEY
from zhanggui.domain.care.facts import SatisfactionTold
from zhanggui.domain.care.models import Survey
from zhanggui.domain.care.refusals import AlreadyAnswered, NotAScore
from zhanggui.domain.care.rules import SCORES
from zhanggui.domain.care.states import SurveyMethod
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

COMMENT_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswer:
    """Scores from one to five. The service is always scored; goods and price where they matter."""

    service: int
    goods: int | None = None
    price: int | None = None
    comment: str = ""


@transaction.atomic
def answer_survey(*, survey_id: UUID, answer: SurveyAnswer, by: Actor, at: datetime) -> Survey:
    """Keep the answer; nobody changes it afterwards.

    Raises ``NotFound`` for somebody else's question, ``NotAScore`` and ``AlreadyAnswered``.
    """
    survey = Survey.objects.locked().filter(pk=survey_id).first()
    if survey is None or not (by.account_id == survey.customer_id or by.may(TAKE_SURVEY)):
        raise NotFound
    for score in (answer.service, answer.goods, answer.price):
        if score is not None and score not in SCORES:
            raise NotAScore(score=score)
    if survey.answered_at is not None:
        raise AlreadyAnswered

    own = by.account_id == survey.customer_id
    survey.method = SurveyMethod.ONLINE if own else SurveyMethod.PHONE
    survey.taken_by_id = None if own else by.account_id
    survey.answered_at = at
    survey.service_score, survey.goods_score, survey.price_score = answer.service, answer.goods, answer.price
    survey.comment = answer.comment.strip()[:COMMENT_MAX]
    survey.save()

    fact = SatisfactionTold(title=survey.title, score=answer.service, method=survey.method)
    thread = trail.Subject(survey.subject_type, survey.subject_id)
    trail.record(fact, on=survey, by=by, at=at, thread=thread)
    return survey

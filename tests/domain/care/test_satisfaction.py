"""Ratings and surveys: kept as given, followed up when low, published when enough (B-2.4.4, B-6.2, EC-12)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care import queries
from zhanggui.domain.care import refusals as r
from zhanggui.domain.care.models import Folding, Rating, Survey
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.ask_satisfaction import ask_satisfaction
from zhanggui.domain.care.operations.propose_folding import propose_folding
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.care.policies import FOLDING
from zhanggui.identity.roles import Role
from zhanggui.journeys.rate_order import rate_order
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("score", "followed_up"),
    [
        pytest.param(1, True, id="one star"),
        pytest.param(2, True, id="two stars"),
        pytest.param(3, False, id="three stars"),
        pytest.param(5, False, id="five stars"),
    ],
)
def test_a_low_rating_becomes_a_complaint(customer, bought, noon, score: int, followed_up: bool):
    opinion = Opinion(order_id=bought.id, score=score, text="")
    rating, complaint = rate_order(opinion=opinion, by=customer, at=noon)

    assert (rating.score, complaint is not None) == (score, followed_up)
    if complaint is not None:
        assert (complaint.channel, complaint.order_id) == ("rating", bought.id)
        assert complaint.case.respond_by == noon + timedelta(hours=1)


def test_opinions_are_kept_summed_up_and_nobodys_to_change(customer, bought, noon):
    goods_id = bought.lines.get().sku.goods_id
    rate(opinion=Opinion(order_id=bought.id, score=5, text="很好"), by=customer, at=noon)
    line = bought.lines.get().id
    rating = rate(opinion=Opinion(order_id=bought.id, line_id=line, score=4), by=customer, at=noon)

    scores = queries.scores_of_goods([goods_id])[goods_id]
    assert (scores.count, scores.mean) == (2, 4.5)
    assert queries.ratings_of_goods(goods_id).count() == 2
    for spoil in (lambda: Rating.objects.filter(pk=rating.id).update(score=5), rating.delete):
        with nothing_changes(), pytest.raises(DatabaseError), transaction.atomic():
            spoil()


def test_what_may_not_be_rated(customer, outsider, bought, unpaid, noon):
    for order_id, score, by, refusal in (
        (unpaid.id, 5, customer, r.NotYetRateable),
        (bought.id, 6, customer, r.NotAScore),
        (bought.id, 5, outsider, NotFound),
        (new_id(), 5, customer, NotFound),
    ):
        with nothing_changes(), pytest.raises(refusal):
            rate(opinion=Opinion(order_id=order_id, score=score), by=by, at=noon)


def test_a_rating_is_folded_only_on_a_legal_basis_by_two_people_and_stays(customer, agent, bought, noon):
    rating = rate(opinion=Opinion(order_id=bought.id, score=1, text="……"), by=customer, at=noon)
    officer = somebody("合规", Role.COMPLIANCE_OFFICER)
    boss = somebody("总经理", Role.EXECUTIVE)

    def propose(by, basis="网络安全法 12"):
        return propose_folding(rating_id=rating.id, legal_basis=basis, reason="辱骂", by=by, at=noon)

    with nothing_changes(), pytest.raises(NotAllowed):
        propose(agent)
    with nothing_changes(), pytest.raises(r.NoLegalBasis):
        propose(officer, basis=" ")
    proposal = propose(officer)
    assert not Folding.objects.exists()
    review = approvals.review_of(proposal.id)
    assert review is not None
    yes = Judgement(step="agree", verdict=Verdict.APPROVE, answers=FOLDING.all_ok("agree"))
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        approvals.decide(review_id=review.id, judgement=yes, by=officer, at=noon)
    approvals.decide(review_id=review.id, judgement=yes, by=boss, at=noon)

    rating.refresh_from_db()
    assert (rating.folding.legal_basis, rating.folding.folded_by_id) == ("网络安全法 12", boss.account_id)
    assert queries.all_scores().count == 1
    with nothing_changes(), pytest.raises(r.AlreadyFolded):
        propose(officer)


@pytest.fixture
def asked(customer, bought, noon) -> Survey:
    return ask_satisfaction(order_id=bought.id, by=customer, at=noon)


def test_one_is_asked_once_and_answers_once(asked, customer, bought, noon):
    assert ask_satisfaction(order_id=bought.id, by=customer, at=noon).id == asked.id
    given = SurveyAnswer(service=4, goods=5, price=3, comment="不错")
    survey = answer_survey(survey_id=asked.id, answer=given, by=customer, at=noon)

    assert (survey.method, survey.taken_by_id, survey.service_score) == ("online", None, 4)
    with nothing_changes(), pytest.raises(r.AlreadyAnswered):
        answer_survey(survey_id=asked.id, answer=SurveyAnswer(service=1), by=customer, at=noon)
    with nothing_changes(), pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=asked.id).update(service_score=5)


def test_on_the_phone_the_agent_is_named(asked, agent, outsider, noon):
    with nothing_changes(), pytest.raises(NotFound):
        answer_survey(survey_id=asked.id, answer=SurveyAnswer(service=5), by=outsider, at=noon)
    with nothing_changes(), pytest.raises(r.NotAScore):
        answer_survey(survey_id=asked.id, answer=SurveyAnswer(service=0), by=agent, at=noon)
    survey = answer_survey(survey_id=asked.id, answer=SurveyAnswer(service=5), by=agent, at=noon)
    assert (survey.method, survey.taken_by_id) == ("phone", agent.account_id)


def test_a_result_is_published_once_when_enough_have_answered(supervisor, noon):
    for n in range(10):
        survey = Survey.objects.create(subject_type="test", subject_id=new_id(), title="订单", asked_at=noon)
        if n:
            answer_survey(survey_id=survey.id, answer=SurveyAnswer(service=4), by=supervisor, at=noon)
    day, later = date(2026, 11, 24), noon + timedelta(days=2)

    with nothing_changes(), pytest.raises(r.PeriodNotOver):
        publish_satisfaction(since=day, until=day, by=supervisor, at=noon)
    with nothing_changes(), pytest.raises(r.TooFewAnswers):
        publish_satisfaction(since=day, until=day, by=supervisor, at=later)
    first = Survey.objects.get(answered_at=None)
    answer_survey(survey_id=first.id, answer=SurveyAnswer(service=5), by=supervisor, at=noon)
    result = publish_satisfaction(since=day, until=day, by=supervisor, at=later)

    assert (result.asked, result.answered, result.figures["service"]["mean"]) == (10, 10, 4.1)
    assert list(queries.published_results()) == [result]
    with nothing_changes(), pytest.raises(r.AlreadyPublished):
        publish_satisfaction(since=day, until=day, by=supervisor, at=later)

"""What customer care proves: each control is shown green, red, and green again where it can be put right."""

from datetime import date, datetime, timedelta

import pytest

from zhanggui.domain.care import controls
from zhanggui.domain.care.models import Rating, Survey
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.ask_satisfaction import ask_satisfaction
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.operations.open_consultation import Question, open_consultation
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.care.rules import last_quarter
from zhanggui.journeys.rate_order import rate_order
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db
FOUND = cases.Solution(finding="裂纹", cause="goods_defect")
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def complain(customer, at, text="茶壶裂了") -> Case:
    return open_complaint(wish=ComplaintWish(text=text), by=customer, at=at).case


def test_complaints_in_time(customer, agent, noon):
    assert controls.complaints_in_time(noon).status == "no_data"
    for n in range(20):
        case = complain(customer, noon - n * HOUR)
        cases.answer(case_id=case.id, text="已处理", by=agent, at=noon - n * HOUR)
    assert controls.complaints_in_time(noon).status == "kept"

    forgotten = complain(customer, noon)
    cases.tick(at=noon + 50 * MINUTE)
    assert controls.complaints_in_time(noon + 50 * MINUTE).status == "at_risk"
    red = controls.complaints_in_time(noon + 61 * MINUTE)
    assert (red.status, red.figures["overdue now"], red.records.count) == ("broken", 1, 1)
    assert str(forgotten.id) in red.records.query["id__in"]

    cases.answer(case_id=forgotten.id, text="抱歉让您久等", by=agent, at=noon + 62 * MINUTE)
    green = controls.complaints_in_time(noon + 63 * MINUTE)
    assert (green.status, green.figures["responded late"], green.figures["kept, percent"]) == (
        "kept",
        1,
        97.6,
    )


def test_many_late_ones_are_red_even_when_all_are_answered(customer, agent, noon):
    for n in range(3):
        case = complain(customer, noon)
        at = noon + (2 * HOUR if n else MINUTE)
        cases.answer(case_id=case.id, text="好", by=agent, at=at)
        cases.resolve(case_id=case.id, solution=FOUND, by=agent, at=at)
    assert controls.complaints_in_time(noon + 3 * HOUR).status == "broken"
    assert controls.complaints_in_time(noon + 31 * DAY).status == "kept"


def test_questions_day_and_night(customer, agent, noon):
    for judged in (controls.asked_day_and_night, controls.taken_up_in_time):
        assert judged(noon).status == "no_data"
    case = open_consultation(question=Question(text="能进洗碗机吗？"), by=customer, at=noon).case
    assert controls.asked_day_and_night(noon).status == "kept"
    for judged in (controls.asked_day_and_night, controls.taken_up_in_time):
        assert judged(noon + 2 * HOUR).status == "broken"
    cases.answer(case_id=case.id, text="可以", by=agent, at=noon + 2 * HOUR)
    assert controls.asked_day_and_night(noon + 2 * HOUR).status == "kept"


def test_they_are_taken_up_at_once(customer, agent, noon):
    """One late word among many is forgiven once it was said; too many late ones are not."""
    for n in range(40):
        case = complain(customer, noon - n * HOUR)
        cases.answer(case_id=case.id, text="已处理", by=agent, at=noon - n * HOUR)
    grave = complain(customer, noon)
    assert controls.taken_up_in_time(noon + 61 * MINUTE).status == "broken"
    cases.answer(case_id=grave.id, text="抱歉让您久等", by=agent, at=noon + 62 * MINUTE)
    assert controls.taken_up_in_time(noon + 63 * MINUTE).status == "kept"
    # What is only not settled yet has been taken up all the same.
    assert controls.taken_up_in_time(noon + 16 * DAY).status == "kept"
    for _ in range(4):
        case = complain(customer, noon)
        cases.answer(case_id=case.id, text="好", by=agent, at=noon + 25 * HOUR)
    late = controls.taken_up_in_time(noon + 25 * HOUR)
    assert (late.status, late.figures["overdue now"]) == ("broken", 0)


def test_every_case_has_an_owner(customer, agent, noon):
    assert controls.every_case_has_an_owner(noon).status == "no_data"
    case = complain(customer, noon)
    assert controls.every_case_has_an_owner(noon + 15 * MINUTE).status == "kept"
    assert controls.every_case_has_an_owner(noon + 16 * MINUTE).status == "broken"
    cases.assign(case_id=case.id, owner_id=agent.account_id, by=agent, at=noon + 16 * MINUTE)
    assert controls.every_case_has_an_owner(noon + 16 * MINUTE).status == "kept"


def test_complaints_are_filed(customer, agent, noon):
    assert controls.complaints_filed(noon).status == "no_data"
    case = complain(customer, noon)
    cases.answer(case_id=case.id, text="好", by=agent, at=noon)
    cases.resolve(case_id=case.id, solution=FOUND, by=agent, at=noon)
    cases.close(case_id=case.id, by=agent, at=noon)
    green = controls.complaints_filed(noon)
    assert (green.status, green.figures["The goods were defective"]) == ("kept", 1)
    # No operation closes a complaint without a cause; somebody at the database might.
    Case.objects.filter(pk=case.id).update(cause="")
    assert controls.complaints_filed(noon).status == "broken"


def test_low_ratings_are_followed_up(customer, bought, noon):
    assert controls.low_ratings_followed_up(noon).status == "no_data"
    rate_order(opinion=Opinion(order_id=bought.id, score=1), by=customer, at=noon)
    assert controls.low_ratings_followed_up(noon).status == "kept"


def test_a_low_rating_nobody_followed_up_is_red(customer, bought, noon):
    rate(opinion=Opinion(order_id=bought.id, score=1), by=customer, at=noon)
    red = controls.low_ratings_followed_up(noon)
    assert (red.status, red.records.query["id__in"]) == ("broken", str(Rating.objects.get().id))


def test_satisfaction_is_surveyed_each_quarter_on_three_themes(customer, agent, bought, noon):
    assert controls.satisfaction_surveyed(noon).status == "no_data"
    survey = ask_satisfaction(order_id=bought.id, by=customer, at=noon)
    assert controls.satisfaction_surveyed(noon).status == "at_risk"
    given = SurveyAnswer(service=4, goods=5, price=3)
    answer_survey(survey_id=survey.id, answer=given, by=customer, at=noon)
    assert controls.satisfaction_surveyed(noon).status == "kept"
    assert controls.satisfaction_surveyed(noon + 93 * DAY).status == "broken"
    assert controls.several_methods(noon).status == "at_risk"
    by_phone = Survey.objects.create(subject_type="t", subject_id=new_id(), title="t", asked_at=noon)
    answer_survey(survey_id=by_phone.id, answer=given, by=agent, at=noon)
    assert controls.several_methods(noon).status == "kept"
    assert controls.several_methods(noon + 366 * DAY).status == "no_data"


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        pytest.param("2026-11-24", "2026-07-01", "2026-10-01", id="in the fourth quarter"),
        pytest.param("2026-01-01", "2025-10-01", "2026-01-01", id="on the first day of the year"),
        pytest.param("2026-06-30", "2026-01-01", "2026-04-01", id="on the last day of the second"),
    ],
)
def test_the_last_quarter(day: str, since: str, until: str):
    def midnight(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    assert last_quarter(midnight(day)) == (midnight(since), midnight(until))


def test_results_are_published_within_a_month_of_the_quarter(supervisor, noon):
    assert controls.results_published(noon).status == "no_data"
    in_september = datetime(2026, 9, 9, tzinfo=SHANGHAI)
    for _ in range(10):
        survey = Survey.objects.create(
            subject_type="t", subject_id=new_id(), title="t", asked_at=in_september
        )
        answer_survey(survey_id=survey.id, answer=SurveyAnswer(service=4), by=supervisor, at=in_september)
    assert controls.results_published(datetime(2026, 10, 20, tzinfo=SHANGHAI)).status == "at_risk"
    assert controls.results_published(noon).status == "broken"
    publish_satisfaction(since=date(2026, 7, 1), until=date(2026, 9, 30), by=supervisor, at=noon)
    assert controls.results_published(noon).status == "kept"

"""A customer's conversations with us, the survey after them, and what everybody may know."""

from datetime import date, timedelta

import pytest
from benchmarks.shelf import buyers

from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.domain.care.models import Complaint, Consultation, Survey
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases import Solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return somebody("客服小李", Role.CS_AGENT)


@pytest.fixture
def complaint(signed_in) -> Complaint:
    signed_in.post("/complaint/", {"matter": "goods", "text": "壶嘴漏水"})
    return Complaint.objects.get()


@pytest.fixture
def page(complaint) -> str:
    return f"/complaints/{complaint.case.number}/"


def test_both_sides_and_every_clock_are_seen(signed_in, complaint, page, agent):
    cases.respond(case_id=complaint.case_id, text="马上为您核实", by=agent, at=clock.now())
    cases.note(case_id=complaint.case_id, text="老顾客", by=agent, at=clock.now())
    shown = signed_in.get(page).content.decode()

    assert "壶嘴漏水" in shown
    assert "马上为您核实" in shown
    assert "老顾客" not in shown
    assert shown.count("<tr>") == 3


def test_a_breach_is_not_hidden_from_the_customer(signed_in, complaint, page, set_clock):
    set_clock.move_to(complaint.received_at + timedelta(hours=2))
    assert "tone-bad" in signed_in.get(page).content.decode()


def test_a_word_is_heard_and_another_opens_a_closed_one_again(signed_in, complaint, page, agent):
    signed_in.post(page, {"text": "谢谢"})
    cases.answer(case_id=complaint.case_id, text="补发一套", by=agent, at=clock.now())
    found = Solution(finding="确有裂纹", cause="goods_defect")
    cases.resolve(case_id=complaint.case_id, solution=found, by=agent, at=clock.now())
    cases.close(case_id=complaint.case_id, by=agent, at=clock.now())
    survey = Survey.objects.get()
    assert str(survey.id) in signed_in.get(page).content.decode()

    signed_in.post(page, {"text": "又漏了"})
    complaint.case.refresh_from_db()
    assert complaint.case.state == "in_progress"
    verbs = list(complaint.case.events.values_list("verb", flat=True))
    assert verbs == ["open", "hear", "answer", "resolve", "close", "reopen"]


def test_to_another_customer_it_is_not_there(complaint, page):
    stranger = HouseClient()
    stranger.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    survey = Survey.objects.create(
        subject_type="t", subject_id=new_id(), title="t", asked_at=clock.now(), customer=complaint.customer
    )
    assert stranger.get(page).status_code == 404
    assert stranger.post(page, {"text": "?"}).status_code == 404
    assert stranger.get(f"/survey/{survey.id}/").status_code == 404
    assert HouseClient().get(page).status_code == 302


def test_a_question_is_asked_and_read(signed_in, agent):
    answer = signed_in.post("/question/", {"text": "能进洗碗机吗？"})
    asked = Consultation.objects.get()
    assert answer.headers["Location"] == f"/questions/{asked.case.number}/"
    cases.answer(case_id=asked.case_id, text="可以，低温程序", by=agent, at=clock.now())
    assert "低温程序" in signed_in.get(answer.headers["Location"]).content.decode()
    assert asked.case.number in signed_in.get("/question/").content.decode()


def test_a_survey_is_answered_once(signed_in, buyer):
    survey = Survey.objects.create(
        subject_type="t",
        subject_id=new_id(),
        title="订单",
        asked_at=clock.now(),
        customer_id=buyer.account_id,
    )
    where = f"/survey/{survey.id}/"
    assert where in signed_in.get("/me/").content.decode()
    assert signed_in.get(where).status_code == 200
    assert signed_in.post(where, {"service": "9"}).status_code == 200
    assert signed_in.post(where, {"service": "4", "goods": "5", "price": ""}).status_code == 302
    survey.refresh_from_db()
    assert (survey.service_score, survey.goods_score, survey.price_score) == (4, 5, None)
    assert '<form class="card' not in signed_in.get(where).content.decode()


def test_everybody_sees_what_was_published(noon):
    boss = somebody("主管", Role.CS_SUPERVISOR)
    assert HouseClient().get("/satisfaction/").status_code == 200
    for _ in range(10):
        one = Survey.objects.create(subject_type="t", subject_id=new_id(), title="t", asked_at=noon)
        answer_survey(survey_id=one.id, answer=SurveyAnswer(service=4), by=boss, at=noon)
    day = date(2026, 11, 24)
    publish_satisfaction(since=day, until=day, by=boss, at=noon + timedelta(days=2))
    assert "4.0" in HouseClient().get("/satisfaction/").content.decode()

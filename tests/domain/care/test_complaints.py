"""A complaint runs on 1 h, 24 h and 48 h, belongs to its customer, and ends with a finding (B-6.1.3)."""

from datetime import datetime, timedelta

import pytest

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.care import queries
from zhanggui.domain.care.models import Complaint, Survey
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.operations.open_consultation import Question, open_consultation
from zhanggui.domain.care.refusals import NobodyToReach
from zhanggui.domain.care.states import ContactChannel, Ground, Matter
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Solution
from zhanggui.mechanisms.cases import queries as case_queries
from zhanggui.mechanisms.cases.refusals import NothingSaid, ReplyMissing

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FOUND = Solution(finding="茶壶确有裂纹", cause="goods_defect", rectification="已补发新品")


def test_the_clocks_run_from_receipt_in_the_middle_of_the_night(customer, bought):
    night = datetime.fromisoformat("2027-02-06T03:00:00+08:00")
    wish = ComplaintWish(text="茶壶裂了\n今天刚收到", matter=Matter.GOODS, order_id=bought.id)
    complaint = open_complaint(wish=wish, by=customer, at=night)

    case = complaint.case
    assert (case.severity, case.title, case.number[:2]) == ("ordinary", "茶壶裂了", "TS")
    assert case.respond_by == night + HOUR
    assert case.answer_by == night + 24 * HOUR
    assert case.resolve_by == night + timedelta(days=15)
    assert (complaint.customer_id, complaint.goods_id) == (
        customer.account_id,
        bought.lines.get().sku.goods_id,
    )
    assert "care.complaint_opened" in {told.name for told in trail.timeline(case)}


def test_a_major_one_is_finished_within_two_days_of_receipt(customer, noon):
    wish = ComplaintWish(text="孩子划伤了手", grounds=frozenset({Ground.INJURY, Ground.MINOR_OR_ELDERLY}))
    case = open_complaint(wish=wish, by=customer, at=noon).case
    assert (case.severity, case.resolve_by) == ("major", noon + 48 * HOUR)


def test_the_tenth_customer_of_the_same_goods_makes_it_major(bought, noon):
    goods = bought.lines.get().sku.goods_id
    grades = []
    for n in range(10):
        who = somebody(f"顾客{n}", Role.CUSTOMER)
        wish = ComplaintWish(text="味道不对", goods_id=goods)
        grades.append(open_complaint(wish=wish, by=who, at=noon + n * HOUR).case.severity)
    assert grades == ["ordinary"] * 9 + ["major"]


def test_an_agent_complains_for_a_caller(agent, customer, bought, noon):
    wish = ComplaintWish(
        text="客户来电：没收到货", channel=ContactChannel.PHONE, order_id=bought.id, matter=Matter.DELIVERY
    )
    complaint = open_complaint(wish=wish, by=agent, at=noon)

    assert complaint.customer_id == customer.account_id
    assert list(queries.complaints_of(customer.account_id)) == [complaint]
    with pytest.raises(NobodyToReach), nothing_changes():
        open_complaint(wish=ComplaintWish(text="不知道是谁"), by=agent, at=noon)
    nameless = ComplaintWish(text="先生来电投诉", caller="王先生 13800000000")
    assert (
        Complaint.objects.get(pk=open_complaint(wish=nameless, by=agent, at=noon).id).caller
        == nameless.caller
    )


def test_somebody_elses_order_is_not_there(outsider, customer, bought, noon):
    wish = ComplaintWish(text="这不是我的订单", order_id=bought.id)
    with nothing_changes(), pytest.raises(NotFound):
        open_complaint(wish=wish, by=outsider, at=noon)
    mine = open_complaint(wish=wish, by=customer, at=noon)
    with pytest.raises(NotFound):
        queries.complaint_numbered(mine.case.number, by=outsider)


@pytest.mark.parametrize("named", ["order_id", "line_id", "goods_id", "customer_id"])
def test_what_nobody_knows_is_not_found(agent, noon, named: str):
    wish = ComplaintWish(**{"text": "投诉", "caller": "王先生", named: new_id()})
    with nothing_changes(), pytest.raises(NotFound):
        open_complaint(wish=wish, by=agent, at=noon)


def test_nobody_without_a_voice_complains_and_silence_is_none(customer, noon):
    courier = somebody("快递", Role.CARRIER)
    with nothing_changes(), pytest.raises(NotAllowed):
        open_complaint(wish=ComplaintWish(text="我也要投诉"), by=courier, at=noon)
    with nothing_changes(), pytest.raises(NothingSaid):
        open_complaint(wish=ComplaintWish(text=" \n "), by=customer, at=noon)


def test_both_write_it_is_found_out_closed_and_satisfaction_is_asked(customer, agent, bought, noon):
    complaint = open_complaint(wish=ComplaintWish(text="茶壶裂了", order_id=bought.id), by=customer, at=noon)
    case_id = complaint.case_id
    cases.respond(case_id=case_id, text="您好，马上为您核实", by=agent, at=noon + HOUR / 2)
    cases.hear(case_id=case_id, text="谢谢", by=customer, at=noon + HOUR)
    with nothing_changes(), pytest.raises(ReplyMissing):
        cases.resolve(case_id=case_id, solution=FOUND, by=agent, at=noon + 2 * HOUR)
    cases.answer(case_id=case_id, text="给您补发一套", by=agent, at=noon + 2 * HOUR)
    cases.resolve(case_id=case_id, solution=FOUND, by=agent, at=noon + 3 * HOUR)
    case = cases.close(case_id=case_id, by=agent, at=noon + 3 * HOUR)

    verbs = [event.verb for event in case_queries.events_for(case, customer)]
    assert verbs == ["open", "respond", "hear", "answer", "resolve", "close"]
    assert [survey.subject_id for survey in queries.surveys_waiting_for(customer.account_id)] == [
        complaint.id
    ]

    cases.reopen(case_id=case_id, reason="新的也裂了", by=customer, at=noon + 9 * HOUR)
    cases.resolve(case_id=case_id, solution=FOUND, by=agent, at=noon + 10 * HOUR)
    cases.close(case_id=case_id, by=agent, at=noon + 10 * HOUR)
    assert Survey.objects.count() == 1


def test_a_breach_is_visible_to_all(customer, agent, supervisor, noon):
    late = open_complaint(wish=ComplaintWish(text="没人理我"), by=customer, at=noon).case
    cases.tick(at=noon + HOUR + timedelta(seconds=1))

    assert [mark.case_id for mark in case_queries.breaches(kind="care.complaint")] == [late.id]
    assert late in queries.desk(agent)
    assert late in case_queries.escalated_to(supervisor)


def test_a_question_is_lighter(customer, agent, noon):
    asked = open_consultation(question=Question(text="这套茶具能进洗碗机吗？"), by=customer, at=noon)
    case = asked.case
    assert (case.number[:2], case.answer_by, case.resolve_by) == ("ZX", noon + 24 * HOUR, None)

    cases.answer(case_id=case.id, text="可以，低温程序", by=agent, at=noon)
    cases.resolve(case_id=case.id, solution=Solution(finding=""), by=agent, at=noon)
    assert cases.close(case_id=case.id, by=agent, at=noon).state == "closed"

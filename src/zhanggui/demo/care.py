"""Complaints and questions: answered in time, one too late, one just come in."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle

from zhanggui.demo.cast import staff
from zhanggui.demo.story import has_come, on_day
from zhanggui.demo.trade import actor_of_customer, delivered, signed_at
from zhanggui.demo.world import told
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.open_complaint import ComplaintWish, open_complaint
from zhanggui.domain.care.operations.open_consultation import Question, open_consultation
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.domain.care.queries import surveys_waiting_for
from zhanggui.domain.care.refusals import TooFewAnswers
from zhanggui.domain.care.rules import last_quarter
from zhanggui.domain.care.states import CAUSES, ContactChannel, Ground, Matter
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls.operations.take_snapshot import take_snapshot
from zhanggui.mechanisms.controls.operations.verify_house import verify_house
from zhanggui.mechanisms.trail.sealing import seal

REPLY = "您好，已为您核实，我们马上处理，请保持电话畅通。"
QUESTIONS = ("电磁炉能用吗？", "可以开专用发票吗？", "能改成周末送吗？", "茶叶怎么保存？")
ADMITTED = "非常抱歉，包装扣件确有缺陷。请留好病历与票据，费用由我们承担，赔付方案由主管核定后告知您。"
ANSWER = "经核实情况属实，已为您安排补偿与更换，给您添麻烦了。"
SOLVED = cases.Solution(
    cause=next(iter(CAUSES)),
    finding="承运商中转延误，包装外箱受压。",
    rectification="已与承运商约谈，加固外箱。",
)


def complaints_are_settled() -> None:
    """What low ratings opened, and complaints of their own, all within their clocks."""
    for order, text in zip(delivered()[5:125:10], cycle(told("people")["words"]["complaints"]), strict=False):
        if has_come(at := signed_at(order) + timedelta(hours=6)):
            complain(order, text, at)
    for place, case in enumerate(Case.objects.filter(closed_at=None).order_by("opened_at")):
        settle(case, by_telephone=place % 4 == 3)
    _last_quarter_is_published()


def complain(order: Order, text: str, at: datetime, matter: Matter = Matter.DELIVERY) -> Complaint:
    """A customer complains about an order on the web."""
    wish = ComplaintWish(text=text, matter=matter, channel=ContactChannel.WEB, order_id=order.pk)
    return open_complaint(wish=wish, by=actor_of_customer(order), at=at)


def settle(case: Case, *, by_telephone: bool) -> None:
    """Responded in twenty minutes, answered in four hours, settled in nine; then asked how it was.

    Most tell it on the web; every fourth is asked by the supervisor on the telephone.
    """
    agent, opened = staff("agent"), case.opened_at
    steps = (
        (timedelta(minutes=20), partial(cases.respond, text=REPLY)),
        (timedelta(hours=4), partial(cases.answer, text=ANSWER)),
        (timedelta(hours=9), partial(cases.resolve, solution=SOLVED)),
        (timedelta(hours=10), cases.close),
    )
    for later, step in steps:
        if has_come(opened + later):
            step(case_id=case.pk, by=agent, at=opened + later)
    if case.party_id and has_come(asked := opened + timedelta(hours=20)):
        customer = Account.objects.get(pk=case.party_id).actor(via="demo")
        _say_how_it_was(customer, asked, keeps=staff("supervisor") if by_telephone else customer)


def _say_how_it_was(customer: Actor, at: datetime, *, keeps: Actor) -> None:
    for survey in surveys_waiting_for(customer.account_id):
        said = SurveyAnswer(service=5, goods=4, price=4, comment="处理得快")
        answer_survey(survey_id=survey.pk, answer=said, by=keeps, at=at)


def _last_quarter_is_published() -> None:
    """Where enough was answered before the quarter ended, its result stands on the public page."""
    since, until = last_quarter(clock.now())
    last_day = (until - timedelta(days=1)).date()
    with suppress(TooFewAnswers):
        publish_satisfaction(since=since.date(), until=last_day, by=staff("supervisor"), at=clock.now())


def today_at_the_desk() -> None:
    """One grave complaint was answered but not settled within 48 hours: a clause stands red until it is.

    Another came in this morning and has an owner who wrote at once; its customer waits for the answer.
    """
    now, agent = clock.now(), staff("agent")
    received = now - timedelta(hours=49)
    signed = [order for order in delivered() if signed_at(order) < received]
    wish = ComplaintWish(
        text="拆箱时包装的金属扣弹出，划伤了手，已去医院包扎，医药费和说法至今没有着落。",
        matter=Matter.GOODS,
        order_id=signed[-1].pk,
        grounds=frozenset({Ground.INJURY}),
    )
    grave = open_complaint(wish=wish, by=actor_of_customer(signed[-1]), at=received).case_id
    cases.respond(case_id=grave, text=REPLY, by=agent, at=received + timedelta(minutes=15))
    cases.answer(case_id=grave, text=ADMITTED, by=agent, at=received + timedelta(hours=4))
    fresh = complain(
        delivered()[-6], "锅盖边缘有磕碰，希望换一个。", now - timedelta(minutes=40), Matter.GOODS
    )
    cases.respond(case_id=fresh.case_id, text=REPLY, by=agent, at=now - timedelta(minutes=28))
    cases.tick(at=now)


def questions_are_answered() -> None:
    """Customers ask; agents answer within the hour."""
    agent = staff("agent")
    for place, (order, text) in enumerate(zip(delivered()[::12], QUESTIONS, strict=False)):
        at = on_day(29 + place, 10 + place)
        question = Question(text=text, order_id=order.pk)
        asked = open_consultation(question=question, by=actor_of_customer(order), at=at)
        cases.answer(
            case_id=asked.case_id,
            text="您好，可以的，详情已短信发您。",
            by=agent,
            at=at + timedelta(minutes=9),
        )
        nothing = cases.Solution(cause="", finding="", rectification="")
        cases.resolve(case_id=asked.case_id, solution=nothing, by=agent, at=at + timedelta(minutes=15))
        cases.close(case_id=asked.case_id, by=agent, at=at + timedelta(minutes=16))


def the_house_proves_itself() -> None:
    """The trail is sealed, and every clause judged once, so that the cockpit has a yesterday."""
    now = clock.now()
    seal(now)
    verify_house(by=SYSTEM, at=now)
    take_snapshot(by=SYSTEM, at=now)

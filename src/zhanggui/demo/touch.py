"""Messages and calls of the example world: agreed to, written, approved, sent, answered, called back."""

from datetime import datetime, timedelta
from random import Random

from zhanggui.demo.cast import customers, staff
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations.advance_mailing import advance_mailing
from zhanggui.domain.campaigns.operations.propose_mailing import MailingWish, propose_mailing
from zhanggui.domain.campaigns.policies import MAILING_POLICY
from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import CallBack
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.ask_call_back import BackWish, ask_call_back
from zhanggui.domain.care.operations.hang_up import hang_up
from zhanggui.domain.care.operations.keep_fruit import Fruit, keep_fruit
from zhanggui.domain.care.operations.note_call import note_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.operations.try_call_back import try_call_back
from zhanggui.domain.care.states import CallEventKind, CallResult
from zhanggui.domain.members.operations.change_profile import Profile, change_profile
from zhanggui.domain.messaging import tokens
from zhanggui.domain.messaging.models import Message, TemplateVersion
from zhanggui.domain.messaging.operations.receive_mail_report import receive_mail_report
from zhanggui.domain.messaging.operations.send_portion import send_portion
from zhanggui.domain.messaging.operations.submit_template import submit_template
from zhanggui.domain.messaging.operations.unsubscribe import unsubscribe
from zhanggui.domain.messaging.operations.write_template import TemplateWish, write_template
from zhanggui.domain.messaging.policies import TEMPLATE
from zhanggui.domain.messaging.states import Channel
from zhanggui.domain.sales.models import Order, SalesChannel
from zhanggui.identity.actor import PUBLIC, SYSTEM, Actor
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.approvals import ApprovalPolicy, Judgement, Verdict
from zhanggui.mechanisms.trail import Subject

TEXTS = (
    (
        "weekend-tea-1",
        Channel.MAIL,
        "周末茶会",
        "{name}，周末一起喝杯春茶",
        "{name}，您好：\n\n本周六晚八点，《茶余饭后》请来龙泉的制瓷师傅，讲讲一只茶杯怎样烧成。"
        "节目里的{goods}有现场价，价格以当晚节目公布为准。\n\n想看的话，这里可以订一个开播提醒：{link}",
    ),
    (
        "weekend-tea-1",
        Channel.SMS,
        "周末茶会",
        "",
        "{name}，周六晚八点《茶余饭后》讲龙泉青瓷，订开播提醒：{link}",
    ),
)
RETURNED = """\
From: mailer-daemon@post.example
To: bounce+{token}@mail.zhanggui.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

The mailbox does not exist.
--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.post.example

Action: failed
Status: 5.1.1

--part--
"""
"""A bounce as mail servers write it (RFC 3464)."""

CALLS_A_DAY, TALKING_DAYS = 22, (31, 32, 33, 34)
PATIENCE = timedelta(seconds=48)


def _approve(
    policy: ApprovalPolicy, step: str, subject: Mailing | TemplateVersion, by: Actor, at: datetime
) -> None:
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=policy.all_ok(step))
    review = approvals.review_of(subject.id)
    if review is None:
        raise LookupError(subject)
    approvals.decide(review_id=review.id, judgement=judgement, by=by, at=at)


def members_agree_and_mailings_go_out() -> None:
    """Most members agree to offers and say where to write to; a mailing goes out, another waits."""
    for place, customer in enumerate(customers()):
        at = on_day(12, 10, place)
        profile = Profile(name=customer.name, email=f"member{place + 1}@post.example")
        change_profile(profile=profile, by=customer, at=at)
        if place % 5:
            give_consent(purpose="marketing", channel="web", by=customer, at=at)
    mail, sms = (_published(text) for text in TEXTS)
    _mail_and_what_came_back(mail)
    wish = MailingWish(
        title="周末茶会开播提醒",
        version_id=sms.id,
        segment={"all": [{"agreed": {}}, {"not": {"bought": {"days": 3}}}]},
        starts_at=clock.now() + timedelta(days=1),
        per_hour=20_000,
        values={"link": "/programme/"},
    )
    propose_mailing(wish=wish, by=staff("scheduler"), at=clock.now())


def _published(text: tuple[str, Channel, str, str, str]) -> TemplateVersion:
    code, channel, title, subject, body = text
    wish = TemplateWish(code=code, channel=channel, title=title, subject=subject, body=body)
    at = on_day(29, 14)
    version = write_template(wish=wish, by=staff("scheduler"), at=at)
    submit_template(version_id=version.id, by=staff("scheduler"), at=at + timedelta(minutes=3))
    _approve(TEMPLATE, "review", version, staff("ad-reviewer"), at + timedelta(hours=1))
    return version


def _mail_and_what_came_back(version: TemplateVersion) -> None:
    """Proposed, checked, sent in the morning; one mailbox is gone, one reader has had enough."""
    wish = MailingWish(
        title="周末茶会",
        version_id=version.id,
        segment={"all": [{"agreed": {}}, {"bought": {"days": 30}}]},
        starts_at=on_day(31, 10),
        values={"goods": "龙泉青瓷茶具", "link": "/programme/"},
    )
    mailing = propose_mailing(wish=wish, by=staff("scheduler"), at=on_day(30, 15))
    _approve(MAILING_POLICY, "check", mailing, staff("ad-reviewer"), on_day(30, 16))
    at = _sent(mailing, on_day(31, 10))
    mails = list(Message.objects.filter(batch=mailing.batch_id, state="handed_over").order_by("id"))
    if len(mails) > 2:
        receive_mail_report(raw=_gone(mails[0]), by=SYSTEM, at=at + timedelta(minutes=2))
        link = tokens.unsubscribe_link(mails[1].id).rstrip("/").rsplit("/", 1)[1]
        unsubscribe(token=link, by=PUBLIC, at=at + timedelta(hours=3))


def _sent(mailing: Mailing, at: datetime) -> datetime:
    while advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=at):
        pass
    mailing.refresh_from_db()
    again: float | None = 0.0
    while again is not None and mailing.batch_id is not None:
        again = send_portion(batch_id=mailing.batch_id, by=SYSTEM, at=at).again_in
        at += timedelta(seconds=(again or 0) + 0.01)
    advance_mailing(mailing_id=mailing.id, by=SYSTEM, at=at)
    mailing.refresh_from_db()
    return at


def _gone(message: Message) -> bytes:
    """What the mailbox's server says: there is no such mailbox."""
    return RETURNED.format(token=tokens.token_of(message.id)).replace("\n", "\r\n").encode()


def calls_are_taken() -> None:
    """Four days at the telephone: most answered within seconds, a few missed and called back."""
    chance = Random(4)
    agent, numbers = staff("agent"), [person["mobile"] for person in told("people")["customer"]]
    for day in TALKING_DAYS:
        orders = iter(_phone_orders(day))
        for place in range(CALLS_A_DAY):
            begins = on_day(day, 9) + timedelta(minutes=30 * place + chance.randrange(9))
            number = numbers[chance.randrange(len(numbers))]
            name = f"tel-{day}-{place:03d}"
            _tell(name, CallEventKind.INCOMING, begins, number)
            if day == TALKING_DAYS[1] and place == 7:
                _tell(name, CallEventKind.ENDED, begins + PATIENCE)
                _called_back(agent, begins + timedelta(minutes=8))
                continue
            _talk(name, begins, agent, next(orders, None), chance)
    _wishes_of_today(agent)


def _phone_orders(day: int) -> list[Order]:
    since = on_day(day, 0)
    placed = Order.objects.filter(channel=SalesChannel.PHONE, placed_at__gte=since)
    return list(placed.filter(placed_at__lt=since + timedelta(days=1)).order_by("placed_at"))


def _tell(name: str, kind: CallEventKind, at: datetime, number: str = "") -> None:
    event = ToldEvent(
        name=f"{name}-{kind}",
        call=name,
        kind=kind,
        happened_at=at,
        caller=number,
        line="4008001234",
        recording=f"recordings/{name}.ogg" if kind is CallEventKind.RECORDED else "",
    )
    receive_call_event(event=event, by=SYSTEM, at=at)


def _talk(name: str, begins: datetime, agent: Actor, order: Order | None, chance: Random) -> None:
    answered = begins + timedelta(seconds=chance.randrange(3, 16))
    waiting = telephony.queue(by=agent, at=answered, most=1)[0]
    call = accept_call(call_id=waiting.id, by=agent, at=answered)
    if order is not None:
        subject = Subject("sales.order", order.id)
        fruit = Fruit(result=CallResult.ORDER, subject=subject, number=order.number)
        keep_fruit(call_id=call.id, fruit=fruit, by=agent, at=answered + timedelta(seconds=70))
    else:
        note_call(call_id=call.id, text="询问节目时间，已告知。", by=agent, at=answered)
    ends = answered + timedelta(seconds=chance.randrange(60, 210))
    hang_up(call_id=call.id, by=agent, at=ends)
    _tell(name, CallEventKind.RECORDED, ends + timedelta(seconds=5))


def _called_back(agent: Actor, at: datetime) -> None:
    """Somebody nobody answered: called back eight minutes later, and reached."""
    wanted = CallBack.objects.get(ended_at=None)
    try_call_back(call_back_id=wanted.id, verb="take", by=agent, at=at)
    try_call_back(call_back_id=wanted.id, verb="reach", note="已解答，谢谢回电。", by=agent, at=at + PATIENCE)


def _wishes_of_today(agent: Actor) -> None:
    """Two customers want to be called later today."""
    at = clock.now()
    for place, matter in ((2, "问茶具能否分开买"), (5, "想改送货日期")):
        mobile = told("people")["customer"][place]["mobile"]
        wish = BackWish(mobile=mobile, matter=matter, not_before=at + timedelta(hours=place))
        ask_call_back(wish=wish, by=agent, at=at)

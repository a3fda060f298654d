"""Receiving a question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import ASK
from zhanggui.domain.care.contacts import about, said
from zhanggui.domain.care.facts import ConsultationOpened
from zhanggui.domain.care.models import Consultation
from zhanggui.domain.care.policies import CONSULTATION
from zhanggui.domain.care.states import ContactChannel, Severity
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks, about an order, some goods, or anything."""

    text: str
    channel: ContactChannel = ContactChannel.WEB
    customer_id: UUID | None = None
    caller: str = ""
    order_id: UUID | None = None
    line_id: UUID | None = None
    goods_id: UUID | None = None


@transaction.atomic
def open_consultation(*, question: Question, by: Actor, at: datetime) -> Consultation:
    """Open a question of a customer, by themselves or by an agent for them.

    Raises ``NotFound`` for somebody else's order, ``NobodyToReach`` and ``NothingSaid``.
    """
    by.require(ASK)
    text = said(question.text)
    contact = about(question, by=by)

    consultation_id = new_id()
    opening = Opening(
        subject=Subject(type="care.consultation", id=consultation_id),
        title=text.splitlines()[0][:80],
        severity=Severity.ORDINARY,
        text=text,
        party_id=contact.customer_id,
        thread=contact.thread,
    )
    case = cases.open_case(CONSULTATION, opening, by=by, at=at)
    consultation = Consultation(
        id=consultation_id,
        case=case,
        text=text,
        received_at=at,
        channel=question.channel,
        **contact.columns(),
    )
    consultation.save(force_insert=True)

    fact = ConsultationOpened(number=case.number, channel=question.channel)
    trail.record(fact, on=consultation, by=by, at=at, thread=case)
    return consultation

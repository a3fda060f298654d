"""Receiving a complaint: from this second the clocks run."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import ASK
from zhanggui.domain.care.contacts import About, about, said
from zhanggui.domain.care.facts import ComplaintOpened
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.care.policies import COMPLAINT
from zhanggui.domain.care.rules import Severity, Weight, severity_of
from zhanggui.domain.care.states import ContactChannel, Ground, Matter
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintWish:
    """What somebody complains of.

    ``customer_id`` is the account concerned (a customer's own by default); ``caller`` names somebody without
    an account. ``grounds`` make it major whatever the amount.
    """

    text: str
    matter: Matter = Matter.OTHER
    channel: ContactChannel = ContactChannel.WEB
    customer_id: UUID | None = None
    caller: str = ""
    order_id: UUID | None = None
    line_id: UUID | None = None
    goods_id: UUID | None = None
    grounds: frozenset[Ground] = frozenset()


@transaction.atomic
def open_complaint(*, wish: ComplaintWish, by: Actor, at: datetime) -> Complaint:
    """Open a complaint of a customer, by themselves or by an agent for them.

    Raises ``NotFound`` for somebody else's order, ``NobodyToReach`` and ``NothingSaid``.
    """
    by.require(ASK)
    text = said(wish.text)
    contact = about(wish, by=by)
    severity = _severity(wish, contact, at)

    complaint_id = new_id()
    opening = Opening(
        subject=Subject(type="care.complaint", id=complaint_id),
        title=text.splitlines()[0][:80],
        severity=severity,
        text=text,
        party_id=contact.customer_id,
        thread=contact.thread,
    )
    case = cases.open_case(COMPLAINT, opening, by=by, at=at)
    complaint = Complaint(
        id=complaint_id,
        case=case,
        text=text,
        received_at=at,
        channel=wish.channel,
        matter=wish.matter,
        grounds=sorted(wish.grounds),
        line_id=wish.line_id,
        **contact.columns(),
    )
    complaint.save(force_insert=True)

    fact = ComplaintOpened(
        number=case.number,
        matter=wish.matter,
        severity=severity,
        channel=wish.channel,
        grounds=sorted(wish.grounds),
    )
    trail.record(fact, on=complaint, by=by, at=at, thread=case)
    return complaint


def _severity(wish: ComplaintWish, contact: About, at: datetime) -> Severity:
    since = at - timedelta(days=norm("complaint.major_customers_days", on=at))
    others = _complaining(contact.goods_id, since, at) if contact.goods_id else 0
    return severity_of(
        Weight(
            grounds=wish.grounds,
            amount_fen=contact.amount_fen,
            customers=others + 1,
            major_amount_fen=norm("complaint.major_amount_fen", on=at),
            major_customers=norm("complaint.major_customers", on=at),
        )
    )


def _complaining(goods_id: UUID, since: datetime, until: datetime) -> int:
    """How many customers have complained of these goods in that time."""
    alike = Complaint.objects.filter(goods_id=goods_id, received_at__gte=since, received_at__lte=until)
    return alike.values("customer_id").distinct().count()

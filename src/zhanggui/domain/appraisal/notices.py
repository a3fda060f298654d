"""What suppliers and customers are told, in the words it is told with."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.trail import Subject

FIRM = (Channel.INBOX, Channel.MAIL)

SHOWN = NoticeKind(
    code="appraisal.shown",
    title="A supplier's quarter was assessed",
    topic=Topic.SECURITY,
    values=("quarter", "points", "until"),
    subject="Your assessment of {quarter}: {points} points",
    text="{name}, your firm's {quarter} came to {points} points. It is in the partner portal with every"
    " figure it rests on. If you do not agree, object there by {until}.",
    channels=FIRM,
)
CHARGED = NoticeKind(
    code="appraisal.charged",
    title="A supplier is heard about a violation",
    topic=Topic.SECURITY,
    values=("number", "until"),
    subject="Violation {number}: please answer",
    text="{name}, your firm is charged with a violation ({number}). What it is, and what shows it, is in the"
    " partner portal. Please answer there by {until}; without an answer it is decided by what there is.",
    channels=FIRM,
)
RULED = NoticeKind(
    code="appraisal.ruled",
    title="A violation was ruled",
    topic=Topic.SECURITY,
    values=("number", "until"),
    subject="Violation {number} was decided",
    text="{name}, violation {number} was decided. The ruling, its reasons and its measures are in the partner"
    " portal. You may appeal there by {until}; somebody who had no part in it decides.",
    channels=FIRM,
)
ANSWERED = NoticeKind(
    code="appraisal.objection_answered",
    title="A supplier's objection was answered",
    topic=Topic.SECURITY,
    values=("about",),
    subject="Your objection was answered: {about}",
    text="{name}, your objection ({about}) was answered. The answer is in the partner portal.",
    channels=FIRM,
)
AFFECTED = NoticeKind(
    code="appraisal.affected",
    title="Goods a customer bought are affected by a seller's violation",
    topic=Topic.ORDERS,
    values=("order", "supplier"),
    subject="About your order {order}",
    text="{name}, we found that {supplier} broke our rules with goods of your order {order}. You may send"
    " them back at our cost and have your money again, or ask for what the law gives you: open the order and"
    " choose after-sales service, or call us. If the seller does not make it good, our protection fund does.",
    short="Goods of your order {order} are affected by a violation of their seller. You may return them at"
    " our cost: see the order, or call us.",
)


def on_day(moment: datetime) -> str:
    """The day of Shanghai on which a time ends, as people write it."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def tell_firm(
    kind: NoticeKind,
    organisation_id: UUID,
    values: dict[str, str],
    about: Subject,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell everybody who signs in for this firm, once for the same thing."""
    people = Account.objects.filter(organisation_id=organisation_id, disabled_at=None, person__isnull=False)
    for account_id in people.order_by("pk").values_list("pk", flat=True):
        key = f"{kind.code}:{about.id}:{values.get('until', '')}"
        notice = Notice(kind=kind, account_id=account_id, key=key, values=values, about=about)
        send(notice=notice, by=by, at=at)

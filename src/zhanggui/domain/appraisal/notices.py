"""What suppliers and customers are told, in the words it is told with."""

from zhanggui.domain.messaging.firms import FIRM
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic

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

"""What customers are told of their parcels, in the words it is told with."""

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic

LATE = NoticeKind(
    code="delivery.late",
    title="A parcel will come later",
    topic=Topic.ORDERS,
    values=("order", "promised", "expected", "link"),
    subject="Your order {order} will come later than promised",
    text="{name}, order {order} was promised for {promised} and will probably come by {expected}."
    " Where it is: {link} We are sorry. If that is too late for you, write to us: you need not take it.",
    short="Order {order}, promised for {promised}, will probably come by {expected}: {link}",
)
"""Told before the promise is broken (B-7.1.3)."""

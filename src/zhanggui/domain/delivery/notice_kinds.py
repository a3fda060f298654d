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

SHORT = NoticeKind(
    code="delivery.short",
    title="Something of an order is not there",
    topic=Topic.ORDERS,
    values=("order", "goods", "pieces"),
    subject="Something of your order {order} is not there",
    text="{name}, as we packed order {order} we found that {pieces} of {goods} cannot be sent, and there are"
    " no others now. The rest comes as promised. We send the missing ones as soon as there are some again; if"
    " you do not want to wait, have their money back on the page of the order. We are sorry.",
    short="Order {order}: {pieces} of {goods} cannot be sent yet. Wait, or have the money back: on its page.",
)
"""Told as soon as it is known that nothing else is free."""

LEAVES_LATE = NoticeKind(
    code="delivery.leaves_late",
    title="An order will leave late",
    topic=Topic.ORDERS,
    values=("order", "promised", "expected"),
    subject="Your order {order} will come later than promised",
    text="{name}, order {order} was promised for {promised}. It has not left yet, and will probably come by"
    " {expected}. We are sorry. If that is too late for you, you can still call it off.",
    short="Order {order}, promised for {promised}, has not left and will probably come by {expected}.",
)
"""Told while the goods are still in the house (B-7.1.3)."""

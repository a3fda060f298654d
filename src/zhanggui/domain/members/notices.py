"""What members are told, in the words it is told with."""

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic

BACK_IN_STOCK = NoticeKind(
    code="members.back_in_stock",
    title="Something is back in stock",
    topic=Topic.WATCHING,
    values=("goods", "price"),
    subject="{goods} is back",
    text="{name}, {goods} can be had again for {price}. You asked us to tell you, once.",
    short="{goods} can be had again for {price}. You asked us to tell you.",
)
COSTS_LESS = NoticeKind(
    code="members.costs_less",
    title="Something costs less",
    topic=Topic.WATCHING,
    values=("goods", "was", "price"),
    subject="{goods} costs less now",
    text="{name}, {goods} costs {price} now instead of {was}. You asked us to tell you, once.",
    short="{goods} costs {price} now instead of {was}. You asked us to tell you.",
)

"""What viewers are told, in the words it is told with."""

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic

PROGRAMME_BEGINS = NoticeKind(
    code="broadcast.programme_begins",
    title="A programme is about to begin",
    topic=Topic.REMINDERS,
    values=("programme", "time", "channel"),
    subject="“{programme}” begins at {time}",
    text="“{programme}” begins at {time} on {channel}. You asked us to remind you.",
)
"""Asked for by the customer, a quarter of an hour ahead."""
TURN_HAS_COME = NoticeKind(
    code="broadcast.turn_has_come",
    title="Your turn in the waiting list",
    topic=Topic.WATCHING,
    values=("goods", "number", "quantity", "until"),
    subject="It is your turn: {goods}",
    text="{name}, {quantity} of {goods} (item {number}) are held for you until {until}. Please order now.",
    short="{goods} (item {number}): {quantity} held for you until {until}. Order now.",
)

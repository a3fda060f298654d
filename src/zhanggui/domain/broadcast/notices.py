"""What customers are told about programmes."""

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

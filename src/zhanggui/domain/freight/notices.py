"""What the people of the house are told about freight."""

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Channel, Topic

BUDGET_NEARLY_USED = NoticeKind(
    code="freight.budget_nearly_used",
    title="A freight budget is nearly used up",
    topic=Topic.SECURITY,
    values=("budget", "percent", "spent", "amount"),
    subject="Freight budget at {percent} percent: {budget}",
    text="{name}, {spent} of {amount} are used up ({percent} percent): {budget}. A case was opened.",
    channels=(Channel.INBOX, Channel.MAIL),
)

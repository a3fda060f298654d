"""What suppliers are told of their money, in the words it is told with."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.finance.models import Statement
from zhanggui.domain.messaging.firms import FIRM, on_day, tell_firm
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import yuan
from zhanggui.mechanisms.trail import Subject

STATEMENT_WAITS = NoticeKind(
    code="finance.statement_waits",
    title="A statement waits for the supplier's word",
    topic=Topic.SECURITY,
    values=("number", "amount", "until"),
    subject="Statement {number}: {amount}",
    text="{name}, statement {number} over {amount} is in the partner portal, line by line. Please confirm it,"
    " or object to single lines, until {until}; without a word it counts as agreed and is paid.",
    channels=FIRM,
)


def tell_supplier(statement_id: UUID, *, by: Actor, at: datetime) -> None:
    """Tell the supplier's people of a statement that was sent, unless they have answered it meanwhile."""
    statement = Statement.objects.select_related("supplier").get(pk=statement_id)
    if statement.confirm_by is None or statement.confirmed_at is not None:
        return
    values = {
        "number": statement.number,
        "amount": f"¥{yuan(statement.net_fen)}",
        "until": on_day(statement.confirm_by),
    }
    firm = statement.supplier.organisation_id
    tell_firm(STATEMENT_WAITS, firm, values, Subject.of(statement), by=by, at=at)

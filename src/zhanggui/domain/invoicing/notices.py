"""What the buyer of an invoice is told, in the words it is told with."""

from datetime import datetime

from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.messaging.firms import FIRM, on_day, tell_firm
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.messaging.states import Topic
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.trail import Subject

TO_CONFIRM = NoticeKind(
    code="invoicing.to_confirm",
    title="A red letter waits for the buyer's confirmation",
    topic=Topic.SECURITY,
    values=("confirmation", "until"),
    subject="Please confirm red letter {confirmation} until {until}",
    text="{name}, your firm has used an invoice of ours already that we have to take back. Please confirm red"
    " letter {confirmation} at the tax platform until {until}; after that it lapses. The invoice and the way"
    " to confirm it are shown with your statement, or with your order.",
    channels=FIRM,
)


def tell_buyer(red: Invoice, *, by: Actor, at: datetime) -> None:
    """Tell who was invoiced that the tax platform waits for them: the supplier's people, or the
    customer. An order that belongs to no account has nobody to write to; the invoice desk shows it."""
    assert red.confirm_by is not None
    values = {"confirmation": red.confirmation, "until": on_day(red.confirm_by)}
    about = Subject.of(red)
    if red.statement is not None:
        tell_firm(TO_CONFIRM, red.statement.supplier.organisation_id, values, about, by=by, at=at)
    elif red.order is not None and red.order.customer_id is not None:
        key = f"{TO_CONFIRM.code}:{red.id}:{values['until']}"
        notice = Notice(
            kind=TO_CONFIRM, account_id=red.order.customer_id, key=key, values=values, about=about
        )
        send(notice=notice, by=by, at=at)

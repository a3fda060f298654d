"""What invoicing does by itself: it asks for what is due, and has the tax platform issue it."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.invoicing import issuing, queries
from zhanggui.domain.invoicing.facts import InvoiceRequested, InvoiceRetitled, InvoiceRetried
from zhanggui.domain.invoicing.platform import PlatformUnreachable
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[PlatformUnreachable])


@app.task(name="invoicing.issue", retry=AGAIN)
def issue(fact_id: str) -> None:
    """Somebody asked for an invoice, or handed one in again."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        issuing.issue(invoice_id=told.subject_id, at=clock.now())


@app.periodic(cron="25 * * * *")
@app.task(name="invoicing.ask_for_what_is_due", queueing_lock="invoicing.ask_for_what_is_due")
def ask_for_what_is_due(timestamp: int) -> None:
    issuing.ask_for_what_is_due(at=clock.now())


@app.periodic(cron="35 * * * *")
@app.task(name="invoicing.issue_waiting", queueing_lock="invoicing.issue_waiting", retry=AGAIN)
def issue_waiting(timestamp: int) -> None:
    """Whatever a broken connection left waiting."""
    for invoice_id in queries.to_issue():
        issuing.issue(invoice_id=invoice_id, at=clock.now())


@app.periodic(cron="45 * * * *")
@app.task(name="invoicing.look_after", queueing_lock="invoicing.look_after", retry=AGAIN)
def look_after(timestamp: int) -> None:
    """Red letters that their buyers have to confirm."""
    for invoice_id in queries.to_confirm():
        issuing.look_after(invoice_id=invoice_id, at=clock.now())


for asked in (InvoiceRequested, InvoiceRetitled, InvoiceRetried):
    trail.subscribe(asked, issue)

"""What finance does by itself: every night the cycles that ended are settled."""

from uuid import UUID

from procrastinate.contrib.django import app

from zhanggui.domain.finance import notices
from zhanggui.domain.finance.facts import StatementSent
from zhanggui.domain.finance.operations.confirm_by_silence import confirm_by_silence
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.queries import ready_to_send, silent
from zhanggui.domain.finance.states import Cycle
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail


@app.periodic(cron="20 18 * * *")
@app.task(name="finance.settle", queueing_lock="finance.settle")
def settle(timestamp: int) -> None:
    """At 2:20 in Shanghai the statements of ended cycles are drawn up, and sent where the books agree."""
    for cycle in Cycle:
        draw_statements(cycle=cycle, by=SYSTEM, at=clock.now())
    for statement_id in ready_to_send():
        send_statement(statement_id=statement_id, by=SYSTEM, at=clock.now())


@app.periodic(cron="40 * * * *")
@app.task(name="finance.confirm_silent", queueing_lock="finance.confirm_silent")
def confirm_silent(timestamp: int) -> None:
    """Every hour, statements whose time for objections is over are taken as agreed."""
    for statement_id in silent(clock.now()):
        confirm_by_silence(statement_id=statement_id, by=SYSTEM, at=clock.now())


@app.periodic(cron="5 19 * * *")
@app.task(name="finance.make_vouchers", queueing_lock="finance.make_vouchers")
def book(timestamp: int) -> None:
    """At 3:05 in Shanghai the day before is written into vouchers."""
    make_vouchers(by=SYSTEM, at=clock.now())


@app.task(name="finance.tell_supplier")
def tell_supplier(fact_id: str) -> None:
    """A statement was sent: its supplier's people are told. Not with the booking: a night sends thousands."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        notices.tell_supplier(told.subject_id, by=SYSTEM, at=clock.now())


trail.subscribe(StatementSent, tell_supplier)

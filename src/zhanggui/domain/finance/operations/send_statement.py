"""Sending a statement: what it says is booked, and the supplier may look at it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import SEND
from zhanggui.domain.finance.facts import StatementCarried, StatementSent
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.domain.payments.accounts import DISCOUNT, supplier_payable
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import AccountRef, Transfer


@transaction.atomic
def send_statement(*, statement_id: UUID, by: Actor, at: datetime) -> Statement:
    """Book a drawn statement on the last moment of its cycle, and show it to the supplier.

    Where nothing is left for the supplier, the balance stays where it is and goes into the next statement.
    """
    by.require(SEND)
    statement = held_statement(statement_id, by=by)
    due = statement.net_fen > 0
    statement.state = STATEMENT.after(statement.state, "send" if due else "carry")
    statement.sent_at = at
    if due:
        statement.confirm_by = at + timedelta(days=norm("settlement.confirm_days", on=at))
    statement.save(update_fields=["state", "sent_at", "confirm_by"])
    if transfers := _transfers(statement):
        entry = ledger.Entry(
            kind="finance.settled",
            key=f"statement:{statement.id}:settled",
            at=statement.until - ledger.JUST_BEFORE,
            subject=ledger.Subject.of(statement),
            transfers=transfers,
        )
        ledger.post(entry, by=by)
    told = StatementSent if due else StatementCarried
    fact = told(number=statement.number, net_fen=statement.net_fen)
    trail.record(fact, on=statement, by=by, at=at, thread=statement.supplier)
    return statement


def _transfers(statement: Statement) -> Sequence[Transfer]:
    payable = supplier_payable(statement.supplier_id)
    wanted = (
        (accounts.COMMISSION, statement.commission_fen),
        (DISCOUNT, statement.discount_fen),
        (accounts.CHARGES, statement.charges_fen),
        (accounts.FREIGHT_SHARE, statement.freight_fen),
        (accounts.due(statement.supplier_id), max(statement.net_fen, 0)),
    )
    return [_moved(payable, other, amount) for other, amount in wanted if amount] + _taxes(statement)


def _taxes(statement: Statement) -> list[Transfer]:
    """The tax on the goods: owed to the state, and awaited back by the supplier's own invoice.

    They differ by the tax in what the house gave away from its own pocket, which cost it that much less.
    """
    awaited = accounts.vat_awaited(statement.supplier_id)
    given_away = statement.input_tax_fen - statement.output_tax_fen
    wanted = (
        (awaited, accounts.OUTPUT_VAT, statement.input_tax_fen),
        (accounts.OUTPUT_VAT, DISCOUNT, given_away),
    )
    return [_moved(debit, credit, amount) for debit, credit, amount in wanted if amount]


def _moved(debit: AccountRef, credit: AccountRef, amount: int) -> Transfer:
    """More commission given back than taken, or more credited than charged, goes the other way."""
    if amount > 0:
        return Transfer(debit=debit, credit=credit, amount=amount)
    return Transfer(debit=credit, credit=debit, amount=-amount)

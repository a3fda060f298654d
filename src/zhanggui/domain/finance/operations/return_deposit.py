"""A deposit goes back to its supplier."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.finance import deposits
from zhanggui.domain.finance.capabilities import BOOK_BANK
from zhanggui.domain.finance.facts import DepositReturned
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_deposit(*, paid: deposits.Movement, by: Actor, at: datetime) -> None:
    """Book what was paid back, by the bank's reference. Raises ``ledger.Insufficient`` beyond the deposit."""
    by.require(BOOK_BANK)
    done = deposits.book(paid, deposits.OUT, by=by, at=at)
    fact = DepositReturned(supplier=done.name, amount_fen=paid.amount_fen, bank_reference=done.reference)
    trail.record(fact, on=done.supplier, by=by, at=at)

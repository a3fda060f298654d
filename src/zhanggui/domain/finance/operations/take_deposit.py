"""A supplier left a deposit with the house."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.finance import deposits
from zhanggui.domain.finance.capabilities import BOOK_BANK
from zhanggui.domain.finance.facts import DepositTaken
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def take_deposit(*, paid: deposits.Movement, by: Actor, at: datetime) -> None:
    """Book what a supplier paid in, by the bank's reference; the same again changes nothing (EC-26)."""
    by.require(BOOK_BANK)
    done = deposits.book(paid, deposits.IN, by=by, at=at)
    fact = DepositTaken(supplier=done.name, amount_fen=paid.amount_fen, bank_reference=done.reference)
    trail.record(fact, on=done.supplier, by=by, at=at)

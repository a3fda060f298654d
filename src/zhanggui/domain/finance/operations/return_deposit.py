"""A deposit goes back to its supplier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import BOOK_BANK
from zhanggui.domain.finance.facts import DepositReturned
from zhanggui.domain.finance.refusals import BadAmount, ReasonMissing
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def return_deposit(
    *, supplier_id: UUID, amount_fen: Fen, bank_reference: str, by: Actor, at: datetime
) -> None:
    """Book what was paid back, by the bank's reference. Raises ``ledger.Insufficient`` beyond the deposit."""
    by.require(BOOK_BANK)
    supplier = supplier_of_id(supplier_id)
    if not 0 < amount_fen <= FEN_MAX:
        raise BadAmount
    if not bank_reference.strip():
        raise ReasonMissing
    reference = bank_reference.strip()[:64]
    entry = ledger.Entry(
        kind="finance.deposit_returned",
        key=f"deposit-back:{reference}",
        at=at,
        subject=ledger.Subject.of(supplier),
        transfers=[
            ledger.Transfer(debit=accounts.deposit(supplier.id), credit=accounts.BANK, amount=amount_fen)
        ],
    )
    ledger.post(entry, by=by)
    fact = DepositReturned(supplier=str(supplier), amount_fen=amount_fen, bank_reference=reference)
    trail.record(fact, on=supplier, by=by, at=at)

"""Suppliers' deposits move between them and the bank, by the bank's own reference (EC-26)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.refusals import BadAmount, ReasonMissing
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import ledger, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """So much of a supplier's deposit, and the reference under which the bank moved it."""

    supplier_id: UUID
    amount_fen: Fen
    bank_reference: str


@dataclass(frozen=True, slots=True)
class Direction:
    """One way a deposit goes: the kind of its entry, and before which reference its key stands."""

    kind: str
    key: str


IN = Direction("finance.deposit_taken", "deposit")
OUT = Direction("finance.deposit_returned", "deposit-back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """Whose deposit moved, as the bank calls it."""

    supplier: trail.Subject
    name: str
    reference: str


def book(movement: Movement, direction: Direction, *, by: Actor, at: datetime) -> Booked:
    """Book a movement once for each reference of the bank; the same again changes nothing.

    Raises ``ledger.Insufficient`` where more would go back than is there.
    """
    supplier = supplier_of_id(movement.supplier_id)
    if not 0 < movement.amount_fen <= FEN_MAX:
        raise BadAmount
    reference = movement.bank_reference.strip()[:64]
    if not reference:
        raise ReasonMissing
    bank, deposit = accounts.BANK, accounts.deposit(supplier.id)
    debit, credit = (bank, deposit) if direction is IN else (deposit, bank)
    entry = ledger.Entry(
        kind=direction.kind,
        key=f"{direction.key}:{reference}",
        at=at,
        subject=ledger.Subject.of(supplier),
        transfers=[ledger.Transfer(debit=debit, credit=credit, amount=movement.amount_fen)],
    )
    ledger.post(entry, by=by)
    return Booked(supplier=trail.Subject.of(supplier), name=str(supplier), reference=reference)

"""Proposing to charge a supplier, or to credit it, beyond its sales."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import PROPOSE_CHARGES
from zhanggui.domain.finance.facts import ChargeProposed
from zhanggui.domain.finance.models import Charge
from zhanggui.domain.finance.numbers import next_number
from zhanggui.domain.finance.refusals import BadAmount, ReasonMissing
from zhanggui.domain.finance.rules import charge_content
from zhanggui.domain.finance.states import ChargeKind, ChargeState
from zhanggui.domain.partners.queries import supplier_of_id
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeWish:
    """So much, why, and the number of the case or paper that shows it. The amount is above zero always.

    A penalty may be taken from the deposit at once; everything else comes with the next statement.
    """

    supplier_id: UUID
    kind: ChargeKind
    amount_fen: Fen
    reason: str
    evidence: str = ""
    from_deposit: bool = False


@transaction.atomic
def propose_charge(*, wish: ChargeWish, by: Actor, at: datetime) -> Charge:
    """Ask for a charge. Nothing is taken before somebody else agrees (B-3.4.2)."""
    by.require(PROPOSE_CHARGES)
    supplier = supplier_of_id(wish.supplier_id)
    if not 0 < wish.amount_fen <= FEN_MAX:
        raise BadAmount
    if not wish.reason.strip():
        raise ReasonMissing
    credit = wish.kind == ChargeKind.CREDIT
    charge = Charge(
        number=next_number("KK", at),
        supplier=supplier,
        kind=wish.kind,
        amount_fen=-wish.amount_fen if credit else wish.amount_fen,
        reason=wish.reason.strip()[:400],
        evidence=wish.evidence.strip()[:80],
        from_deposit=wish.from_deposit and not credit,
        state=ChargeState.PROPOSED,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    charge.digest = approvals.digest_of(charge_content(charge))
    charge.save(force_insert=True)
    approvals.submit(approvals.policy_of("finance.charge"), charge, by=by, at=at, note=charge.reason)
    fact = ChargeProposed(number=charge.number, kind=charge.kind, amount_fen=charge.amount_fen)
    trail.record(fact, on=charge, by=by, at=at, reason=charge.reason, thread=supplier)
    return charge

"""How a claim ends: what was agreed is owed by the carrier from this moment."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.models import CarrierClaim
from zhanggui.domain.delivery.states import CLAIM, ClaimState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import cases, ledger
from zhanggui.mechanisms.cases import CaseState, Solution
from zhanggui.mechanisms.cases.queries import case_of
from zhanggui.mechanisms.trail import Subject


def held_claim(claim_id: UUID) -> CarrierClaim:
    """The claim, held. ``NotFound``."""
    found = CarrierClaim.objects.locked().filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    return found


def end(claim: CarrierClaim, verb: str, agreed_fen: Fen, *, finding: str, by: Actor, at: datetime) -> None:
    """Accept or drop it, book what was agreed, and end the case of a dispute."""
    claim.state = CLAIM.after(claim.state, verb)
    claim.agreed_fen, claim.ended_at = agreed_fen, at
    claim.save()
    if claim.state == ClaimState.ACCEPTED and agreed_fen:
        transfer = ledger.Transfer(
            debit=accounts.owed_by(claim.carrier_id), credit=accounts.COMPENSATION, amount=agreed_fen
        )
        entry = ledger.Entry(
            kind="delivery.claim_accepted",
            key=f"delivery.claim/{claim.id}",
            at=at,
            subject=Subject.of(claim),
            transfers=[transfer],
        )
        ledger.post(entry, by=by)
    case = case_of(claim.id)
    if case is not None and case.state != CaseState.CLOSED:
        if case.state != CaseState.RESOLVED:
            cases.resolve(case_id=case.id, solution=Solution(finding=finding), by=SYSTEM, at=at)
        cases.close(case_id=case.id, by=SYSTEM, at=at)

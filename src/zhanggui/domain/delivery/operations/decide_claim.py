"""Deciding what a claim comes to in the end: after a dispute, or when the carrier does not answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import DECIDE_CLAIM
from zhanggui.domain.delivery.ending_claims import end, held_claim
from zhanggui.domain.delivery.facts import ClaimAccepted, ClaimDropped
from zhanggui.domain.delivery.models import CarrierClaim
from zhanggui.domain.delivery.refusals import ClaimTooHigh
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_claim(*, claim_id: UUID, agreed_fen: Fen, finding: str, by: Actor, at: datetime) -> CarrierClaim:
    """What was agreed with the carrier; nothing means that the claim is dropped.

    Raises ``NotFound``, ``ClaimTooHigh``, and ``WrongState`` for a claim that has ended.
    """
    by.require(DECIDE_CLAIM)
    claim = held_claim(claim_id)
    if not 0 <= agreed_fen <= claim.asked_fen:
        raise ClaimTooHigh(most_fen=claim.asked_fen)
    end(claim, "accept" if agreed_fen else "drop", agreed_fen, finding=finding, by=by, at=at)
    fact: ClaimAccepted | ClaimDropped = ClaimDropped(number=claim.number)
    if agreed_fen:
        fact = ClaimAccepted(number=claim.number, agreed_fen=agreed_fen)
    thread = trail.Subject("delivery.shipment", claim.shipment_id)
    trail.record(fact, on=claim, by=by, at=at, reason=finding[:200], thread=thread)
    return claim

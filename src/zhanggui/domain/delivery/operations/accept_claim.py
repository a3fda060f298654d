"""A carrier accepts a claim: from now on it owes the house what was asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import ANSWER_CLAIM
from zhanggui.domain.delivery.ending_claims import end, held_claim
from zhanggui.domain.delivery.facts import ClaimAccepted
from zhanggui.domain.delivery.models import CarrierClaim
from zhanggui.domain.delivery.reach import telling_carrier
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def accept_claim(*, claim_id: UUID, by: Actor, at: datetime) -> CarrierClaim:
    """Raises ``NotFound`` for another carrier's claim, and ``WrongState`` for one that has ended."""
    by.require(ANSWER_CLAIM)
    claim = held_claim(claim_id)
    telling_carrier(claim.carrier_id, by)
    claim.answered_by_id, claim.answered_at = by.account_id, at
    end(claim, "accept", claim.asked_fen, finding=claim.answer or "accepted", by=by, at=at)
    fact = ClaimAccepted(number=claim.number, agreed_fen=claim.asked_fen)
    trail.record(fact, on=claim, by=by, at=at, thread=trail.Subject("delivery.shipment", claim.shipment_id))
    return claim

"""A carrier disputes a claim: a case decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import ANSWER_CLAIM
from zhanggui.domain.delivery.ending_claims import held_claim
from zhanggui.domain.delivery.facts import ClaimDisputed
from zhanggui.domain.delivery.models import CarrierClaim
from zhanggui.domain.delivery.policies import CLAIM_DISPUTE
from zhanggui.domain.delivery.reach import telling_carrier
from zhanggui.domain.delivery.states import CLAIM
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening


class DisputeUnexplained(Refusal):
    """Say why the claim is not right."""

    code = "dispute-unexplained"
    status = 422


@transaction.atomic
def dispute_claim(*, claim_id: UUID, answer: str, by: Actor, at: datetime) -> CarrierClaim:
    """Raises ``NotFound`` for another carrier's claim, ``WrongState``, ``DisputeUnexplained``."""
    by.require(ANSWER_CLAIM)
    claim = held_claim(claim_id)
    telling_carrier(claim.carrier_id, by)
    if not answer.strip():
        raise DisputeUnexplained
    claim.state = CLAIM.after(claim.state, "dispute")
    claim.answered_by_id, claim.answered_at, claim.answer = by.account_id, at, answer.strip()[:400]
    claim.save()
    opening = Opening(
        subject=trail.Subject.of(claim),
        title=claim.number,
        severity="ordinary",
        text=claim.answer,
        party_id=by.account_id,
        thread=trail.Subject("delivery.shipment", claim.shipment_id),
    )
    cases.open_case(CLAIM_DISPUTE, opening, by=by, at=at)
    fact = ClaimDisputed(number=claim.number)
    thread = trail.Subject("delivery.shipment", claim.shipment_id)
    trail.record(fact, on=claim, by=by, at=at, reason=claim.answer[:200], thread=thread)
    return claim

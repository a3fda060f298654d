"""Proposing to fold a rating with unlawful content: a second person looks, and it stays kept all the same."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import FOLD_RATING
from zhanggui.domain.care.facts import FoldingProposed
from zhanggui.domain.care.models import FoldingProposal, Rating
from zhanggui.domain.care.policies import FOLDING
from zhanggui.domain.care.refusals import AlreadyFolded, NoLegalBasis
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def propose_folding(
    *, rating_id: UUID, legal_basis: str, reason: str, by: Actor, at: datetime
) -> FoldingProposal:
    """Ask for a rating to be shown folded (EC-12). That it is bad for sales is no legal basis.

    Raises ``NoLegalBasis`` without one, and ``AlreadyFolded``.
    """
    by.require(FOLD_RATING)
    rating = Rating.objects.locked().filter(pk=rating_id).first()
    if rating is None:
        raise NotFound
    if not legal_basis.strip() or not reason.strip():
        raise NoLegalBasis
    if hasattr(rating, "folding"):
        raise AlreadyFolded

    proposal = FoldingProposal(
        rating=rating,
        legal_basis=legal_basis.strip()[:200],
        reason=reason.strip()[:400],
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    proposal.digest = approvals.digest_of(proposal.content())
    proposal.save(force_insert=True)
    approvals.submit(FOLDING, proposal, by=by, at=at, note=proposal.reason)

    fact = FoldingProposed(legal_basis=proposal.legal_basis)
    thread = trail.Subject("sales.order", rating.order_id)
    trail.record(fact, on=rating, by=by, at=at, reason=reason, thread=thread)
    return proposal

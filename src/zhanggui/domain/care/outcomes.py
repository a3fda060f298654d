"""What customer care does when a case has ended, or a review has."""

from datetime import datetime
from uuid import UUID

from zhanggui.domain.care.facts import RatingFolded
from zhanggui.domain.care.models import Complaint, Consultation, Folding, FoldingProposal, Survey
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject


def ask_about_complaint(subject_id: UUID, by: Actor, at: datetime) -> None:
    """A closed complaint: ask whether the customer is satisfied."""
    _ask(Complaint.objects.select_related("case").get(pk=subject_id), at)


def ask_about_consultation(subject_id: UUID, by: Actor, at: datetime) -> None:
    """A closed question: the same."""
    _ask(Consultation.objects.select_related("case").get(pk=subject_id), at)


def _ask(contact: Complaint | Consultation, at: datetime) -> None:
    """Once for each matter: a case reopened and closed again is not asked about twice."""
    subject = Subject.of(contact)
    Survey.objects.get_or_create(
        subject_id=subject.id,
        defaults={
            "subject_type": subject.type,
            "title": str(contact.case)[:200],
            "customer_id": contact.customer_id,
            "asked_at": at,
        },
    )


def fold(subject_id: UUID, by: Actor, at: datetime) -> None:
    """A second person agreed: the rating is shown folded from now on."""
    proposal = FoldingProposal.objects.select_related("rating").get(pk=subject_id)
    Folding.objects.create(
        rating=proposal.rating,
        proposal=proposal,
        legal_basis=proposal.legal_basis,
        reason=proposal.reason,
        folded_by_id=by.account_id,
        folded_at=at,
    )
    fact = RatingFolded(legal_basis=proposal.legal_basis)
    thread = Subject("sales.order", proposal.rating.order_id)
    trail.record(fact, on=proposal.rating, by=by, at=at, reason=proposal.reason, thread=thread)

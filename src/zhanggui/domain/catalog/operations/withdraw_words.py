"""Taking a list of words back before it is decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import WRITE_WORDS
from zhanggui.domain.catalog.facts import WordsWithdrawn
from zhanggui.domain.catalog.models import WordList
from zhanggui.domain.catalog.reach import held_words
from zhanggui.domain.catalog.states import WORD_LIST
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def withdraw_words(*, list_id: UUID, reason: str, by: Actor, at: datetime) -> WordList:
    """Take it back; what stands, stays."""
    by.require(WRITE_WORDS)
    listed = held_words(list_id)
    state = WORD_LIST.after(listed.state, "withdraw")
    review = approvals.review_of(listed.id)
    if review is not None:
        approvals.withdraw(review_id=review.id, by=by, at=at, reason=reason)
    listed.state, listed.decided_at = state, at
    listed.save(update_fields=["state", "decided_at"])

    trail.record(WordsWithdrawn(number=listed.number), on=listed, by=by, at=at, reason=reason)
    return listed

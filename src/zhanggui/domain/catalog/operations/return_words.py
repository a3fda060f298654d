"""Returning a list of words: the review refused it, and holds the reasons."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import REVIEW_WORDS
from zhanggui.domain.catalog.facts import WordsReturned
from zhanggui.domain.catalog.models import WordList
from zhanggui.domain.catalog.reach import held_words
from zhanggui.domain.catalog.states import WORD_LIST
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def return_words(*, list_id: UUID, by: Actor, at: datetime) -> WordList:
    """Give a list back; what stands, stays."""
    by.require(REVIEW_WORDS)
    listed = held_words(list_id)
    listed.state, listed.decided_at = WORD_LIST.after(listed.state, "return"), at
    listed.save(update_fields=["state", "decided_at"])

    trail.record(WordsReturned(number=listed.number), on=listed, by=by, at=at)
    return listed

"""Adopting a list of words: from now on searches go by it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog import wordlists
from zhanggui.domain.catalog.capabilities import REVIEW_WORDS
from zhanggui.domain.catalog.facts import WordsAdopted
from zhanggui.domain.catalog.models import GroupedWord, WordList
from zhanggui.domain.catalog.reach import held_words
from zhanggui.domain.catalog.states import WORD_LIST, ListState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def adopt_words(*, list_id: UUID, by: Actor, at: datetime) -> WordList:
    """Exactly the approved list stands; pages follow within five minutes. The last approval calls this."""
    by.require(REVIEW_WORDS)
    listed = held_words(list_id)
    state = WORD_LIST.after(listed.state, "adopt")

    WordList.objects.filter(state=ListState.STANDING).update(state=ListState.SUPERSEDED)
    listed.state, listed.decided_at = state, at
    listed.save(update_fields=["state", "decided_at"])
    GroupedWord.objects.all().delete()
    rows = [
        GroupedWord(word=word, others=list(others), meant=meant, source=listed)
        for word, others, meant in wordlists.meanings(wordlists.words_of(listed.content))
    ]
    GroupedWord.objects.bulk_create(rows, batch_size=1_000)

    fact = WordsAdopted(number=listed.number, words=len(rows), digest=listed.digest)
    trail.record(fact, on=listed, by=by, at=at)
    return listed

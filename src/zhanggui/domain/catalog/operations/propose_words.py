"""Proposing a list of words for search: whole, frozen at once, with what it changes."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.catalog import wordlists
from zhanggui.domain.catalog.capabilities import WRITE_WORDS
from zhanggui.domain.catalog.facts import WordsProposed
from zhanggui.domain.catalog.models import WordList
from zhanggui.domain.catalog.policies import SEARCH_WORDS
from zhanggui.domain.catalog.queries import standing_words
from zhanggui.domain.catalog.refusals import NothingChanges, ReasonNeeded, WordListOpen, WordsWrong
from zhanggui.domain.catalog.states import ListState
from zhanggui.domain.catalog.wordlists import Words
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def propose_words(*, words: Words, reason: str, by: Actor, at: datetime) -> WordList:
    """Propose what searches shall go by; somebody else reviews it.

    Raises ``ReasonNeeded``, ``WordsWrong``, ``NothingChanges`` and ``WordListOpen``.
    """
    by.require(WRITE_WORDS)
    if not reason.strip():
        raise ReasonNeeded
    if wrong := wordlists.wrong(words):
        raise WordsWrong(words="、".join(wrong[:8]))
    if WordList.objects.filter(state=ListState.SUBMITTED).exists():
        raise WordListOpen
    come, go = wordlists.changes(standing_words(), words)
    if not come and not go:
        raise NothingChanges

    latest = WordList.objects.order_by("-number").values_list("number", flat=True).first() or 0
    listed = WordList(
        number=latest + 1,
        content=words.plain,
        reason=reason.strip()[:200],
        digest=approvals.digest_of(words.plain),
        author_id=by.account_id,
        submitted_at=at,
    )
    listed.save(force_insert=True)
    approvals.submit(SEARCH_WORDS, listed, by=by, at=at, author=listed.author, note=listed.reason)

    fact = WordsProposed(number=listed.number, come=len(come), go=len(go))
    trail.record(fact, on=listed, by=by, at=at, reason=listed.reason)
    return listed

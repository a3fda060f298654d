"""Counting the words of search anew: which there are, how they sound, how many goods each finds."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.domain.catalog.facts import TermsRefreshed
from zhanggui.domain.catalog.models import SearchTerm
from zhanggui.domain.catalog.sounds import near, sound_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail

BATCH = 1_000
COUNTED = """
SELECT word, ndoc FROM ts_stat('SELECT names FROM catalog_searchentry WHERE shown_at IS NOT NULL')
 WHERE length(word) BETWEEN 2 AND 40 AND word !~ '^[0-9]'
"""


@transaction.atomic
def refresh_terms(*, by: Actor, at: datetime) -> int:
    """Take the words from the names of goods that are shown; returns how many there are.

    Words stay known when their last goods are gone, with none: whoever types them gets help.
    """
    by.require(KEEP_SEARCH)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        counts: dict[str, int] = dict(cursor.fetchall())
    known = dict(SearchTerm.objects.values_list("term", "goods"))
    new = [_term(word, goods) for word, goods in counts.items() if word not in known]
    moved = [
        SearchTerm(term=word, goods=counts.get(word, 0))
        for word, goods in known.items()
        if counts.get(word, 0) != goods
    ]
    SearchTerm.objects.bulk_create(new, batch_size=BATCH)
    SearchTerm.objects.bulk_update(moved, ["goods"], batch_size=BATCH)

    if new or moved:
        told = TermsRefreshed(terms=len(counts), new=len(new))
        trail.record(told, on=trail.Subject("catalog.search", new_id()), by=by, at=at)
    return len(counts)


def _term(word: str, goods: int) -> SearchTerm:
    pinyin, initials = sound_of(word)
    return SearchTerm(
        term=word, goods=goods, pinyin=pinyin[:200], initials=initials[:40], near=near(pinyin[:60])
    )

"""Watching for changes of law: each month, which sources were looked at, what was found and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import ChangesWatched
from zhanggui.domain.compliance.models import ChangeWatch
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Where was looked, what was found there, and what the house does about it."""

    sources: Sequence[str]
    found: str
    decision: str


@transaction.atomic
def watch_changes(*, looked: Looked, by: Actor, at: datetime) -> ChangeWatch:
    """Keep the look of this month. Raises ``Malformed`` where no source is named."""
    by.require(KEEP_REGISTER)
    sources = [source.strip()[:120] for source in looked.sources if source.strip()]
    if not sources:
        raise Malformed(field="sources", problem="≥ 1")

    watch = ChangeWatch.objects.create(
        month=rules.first_of_month(rules.day_of(at)),
        sources=sources,
        found=looked.found.strip()[:1000],
        decision=looked.decision.strip()[:1000],
        watched_by_id=by.account_id,
        watched_at=at,
    )
    trail.record(ChangesWatched(month=str(watch), sources=len(sources)), on=watch, by=by, at=at)
    return watch

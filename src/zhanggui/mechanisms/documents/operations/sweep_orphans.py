"""Removing contents that no document names: what a transaction left behind that did not go through."""

from datetime import datetime, timedelta

from django.db import transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.facts import OrphansSwept
from zhanggui.mechanisms.documents.filing import hold_content
from zhanggui.mechanisms.documents.models import Document

GRACE = timedelta(days=1)


def sweep_orphans(*, at: datetime) -> int:
    """Remove what has lain in the vault for a day without a document. Returns how many there were."""
    old = [sha256 for sha256, kept_at in vault.everything() if kept_at < at - GRACE]
    swept = sum(_sweep(sha256) for sha256 in old)
    if swept:
        subject = trail.Subject("documents.vault", new_id())
        trail.record(OrphansSwept(count=swept), on=subject, by=SYSTEM, at=at)
    return swept


@transaction.atomic
def _sweep(sha256: str) -> bool:
    hold_content(sha256)
    if Document.objects.filter(sha256=sha256).exists():
        return False
    vault.drop(sha256)
    return True

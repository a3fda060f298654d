"""Ending advertisements whose last day has gone, or that stand on a paper that holds no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from zhanggui.domain.advertising.capabilities import WATCH_ADS
from zhanggui.domain.advertising.ending import end_publication
from zhanggui.domain.advertising.facts import AdEnded
from zhanggui.domain.advertising.models import Asset
from zhanggui.domain.advertising.states import EndCause
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.models import Document

A_TIME = 200


@transaction.atomic
def expire_ads(*, by: Actor, at: datetime, paper_id: UUID | None = None) -> list[Asset]:
    """End what has run out; or, with ``paper_id``, what stands on this paper that was withdrawn (AD-08).

    Nothing was shown after its last day meanwhile: whoever shows it asks for the day.
    """
    by.require(WATCH_ADS)
    today = at.astimezone(SHANGHAI).date()
    public = Asset.objects.filter(published_version__isnull=False)
    due = _standing_on(paper_id) if paper_id else public.filter(showable_to__lt=today)
    ended = list(Asset.objects.locked().filter(pk__in=due.values("pk")[:A_TIME]))
    for asset in ended:
        version = end_publication(asset, EndCause.EXPIRED, at=at)
        fact = AdEnded(
            asset=str(asset.pk), number=asset.number, version=version.number, cause=EndCause.EXPIRED.value
        )
        trail.record(fact, on=version, by=by, at=at, thread=asset)
    return ended


def _standing_on(paper_id: UUID) -> QuerySet[Asset]:
    """What is public and names a paper that was withdrawn; none if the paper still counts."""
    if not Document.objects.filter(pk=paper_id, withdrawn_at__isnull=False).exists():
        return Asset.objects.none()
    return Asset.objects.filter(published_version__proofs__contains=[paper_id])

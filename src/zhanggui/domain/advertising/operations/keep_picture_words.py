"""Keeping what a machine read in a picture."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WATCH_ADS
from zhanggui.domain.advertising.facts import AdPictureRead
from zhanggui.domain.advertising.models import AssetVersion, PictureReading
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def keep_picture_words(
    *, version_id: UUID, sha256: str, lines: Sequence[str], reader: str, by: Actor, at: datetime
) -> PictureReading:
    """Keep the lines that ``reader`` found in the picture of these bytes. Read twice, the first stands."""
    by.require(WATCH_ADS)
    version = AssetVersion.objects.select_related("asset").filter(pk=version_id).first()
    if version is None:
        raise NotFound
    reading, is_new = PictureReading.objects.get_or_create(
        sha256=sha256, defaults={"lines": list(lines), "reader": reader, "read_at": at}
    )
    if is_new:
        fact = AdPictureRead(number=version.asset.number, version=version.number, lines=len(lines))
        trail.record(fact, on=version, by=by, at=at, thread=version.asset)
    return reading

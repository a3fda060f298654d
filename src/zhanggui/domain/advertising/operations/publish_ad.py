"""Publishing an advertisement: exactly the approved version may be shown, until its last day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import REVIEW_ADS, REVIEW_SPECIAL_ADS
from zhanggui.domain.advertising.ending import end_publication
from zhanggui.domain.advertising.facts import AdPublished
from zhanggui.domain.advertising.fitness import refuse_unfit, showable_to
from zhanggui.domain.advertising.models import AssetVersion, Publication
from zhanggui.domain.advertising.reach import held_version
from zhanggui.domain.advertising.states import VERSION, EndCause
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.release_document import release_document


@transaction.atomic
def publish_ad(*, version_id: UUID, by: Actor, at: datetime) -> AssetVersion:
    """Let this version be shown; the one before it ends. The last approval of the review calls this.

    Rules and papers are asked once more, as they stand now. The database refuses to point at a version that
    its review did not approve, or whose content is another.
    """
    if not by.may(REVIEW_SPECIAL_ADS):
        by.require(REVIEW_ADS)
    version = held_version(version_id)
    state = VERSION.after(version.state, "publish")
    refuse_unfit(version, at)

    asset = version.asset
    if asset.published_version_id is not None:
        end_publication(asset, EndCause.SUPERSEDED, at=at)
    version.state, version.decided_at = state, at
    version.save(update_fields=["state", "decided_at"])
    asset.published_version, asset.showable_to = version, showable_to(version, at)
    asset.save(update_fields=["published_version", "showable_to"])
    Publication.objects.create(asset=asset, version=version, began_at=at)
    _show_picture(version, by, at)

    fact = AdPublished(
        number=asset.number,
        version=version.number,
        digest=version.digest,
        showable_to=asset.showable_to.isoformat(),
    )
    trail.record(fact, on=version, by=by, at=at, thread=asset)
    return version


def _show_picture(version: AssetVersion, by: Actor, at: datetime) -> None:
    """The public sees the picture of what may be shown."""
    hidden = Document.objects.filter(pk__in=[version.picture], released_at=None).values_list("pk", flat=True)
    for document_id in hidden:
        release_document(document_id=document_id, by=by, at=at)

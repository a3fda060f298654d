"""Pictures of goods that customers may see: those of versions that are, or were, published."""

from uuid import UUID

from django.db.models import Q

from zhanggui.domain.catalog.models import Picture
from zhanggui.domain.catalog.states import VersionState
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import documents
from zhanggui.surfaces.design.kept import Kept

PUBLIC_STATES = (VersionState.PUBLISHED, VersionState.SUPERSEDED)
_kept: Kept[tuple[bytes, str]] = Kept(size=400, seconds=600)


def read(document_id: UUID) -> tuple[bytes, str] | None:
    """Content and media type of a public picture, or None. The most wanted stay in memory."""
    kept = _kept.find(document_id)
    if kept is not None:
        return kept
    public = Picture.objects.filter(Q(small=document_id) | Q(large=document_id), version__state__in=PUBLIC_STATES)
    if not public.exists():
        return None
    content, media_type = documents.read(document_id, SYSTEM)
    return _kept.keep(document_id, (content, media_type))

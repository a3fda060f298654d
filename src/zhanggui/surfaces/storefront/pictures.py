"""Pictures everybody may see: of goods that are, or were, published, and of ratings not folded."""

from uuid import UUID

from django.db.models import Q

from zhanggui.domain.care.models import RatingPicture
from zhanggui.domain.catalog.models import Picture
from zhanggui.domain.catalog.states import VersionState
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document
from zhanggui.surfaces.design.kept import Kept

PUBLIC_STATES = (VersionState.PUBLISHED, VersionState.SUPERSEDED)
_kept: Kept[tuple[bytes, str]] = Kept(size=400, seconds=600)


def read(document_id: UUID) -> tuple[bytes, str] | None:
    """Content and media type of a public picture, or None. The most wanted stay in memory."""
    kept = _kept.find(document_id)
    if kept is not None:
        return kept
    document = Document.objects.filter(pk=document_id).first() if _is_public(document_id) else None
    if document is None:
        return None
    return _kept.keep(document_id, (vault.content_of(document.sha256), document.media_type))


def _is_public(document_id: UUID) -> bool:
    sized = Q(small=document_id) | Q(large=document_id)
    if Picture.objects.filter(sized, version__state__in=PUBLIC_STATES).exists():
        return True
    return RatingPicture.objects.filter(sized, rating__folding=None).exists()

"""Pictures that customers may see: of goods, banners and ratings that are, or were, published."""

from functools import cache
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhanggui.domain.care.queries import is_public_rating_picture
from zhanggui.domain.catalog.models import Picture, Rendition
from zhanggui.domain.catalog.rules import RENDITION_WIDTHS
from zhanggui.domain.catalog.states import VersionState
from zhanggui.domain.columns.queries import is_public_picture
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document
from zhanggui.surfaces.design.kept import Kept

PUBLIC_STATES = (VersionState.PUBLISHED, VersionState.SUPERSEDED)
NONE = str(UUID(int=0))
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
    shown = Picture.objects.filter(
        Q(small=document_id) | Q(large=document_id), version__state__in=PUBLIC_STATES
    )
    return shown.exists() or is_public_picture(document_id) or is_public_rating_picture(document_id)


def read_sized(small: UUID, width: int) -> bytes | None:
    """The picture whose small size this is, so wide, as AVIF; None while it has not been made."""
    key = (small, width)
    kept = _kept.find(key)
    if kept is not None:
        return kept[0]
    made = Rendition.objects.filter(picture__small=small, width=width)
    made = made.filter(picture__version__state__in=PUBLIC_STATES)
    name = made.values_list("name", flat=True).first()
    if name is None:
        return None
    with default_storage.open(name) as file:
        return _kept.keep(key, (file.read(), "image/avif"))[0]


@cache
def _addresses() -> tuple[str, str]:
    """Of the picture ``NONE``: its address, and those of its widths; asked once, not for each card."""
    sized = [(reverse("storefront:sized_picture", args=[NONE, wide]), wide) for wide in RENDITION_WIDTHS]
    return reverse("storefront:picture", args=[NONE]), ", ".join(f"{where} {wide}w" for where, wide in sized)


def picture_html(
    small: str, *, sizes: str, width: int = 480, alt: str = "", eager: bool = False, css: str = ""
) -> SafeString:
    """A square picture of goods: AVIF in three widths where a browser takes it, WebP everywhere else."""
    address, sized = (pattern.replace(NONE, escape(small)) for pattern in _addresses())
    when = mark_safe('fetchpriority="high"' if eager else 'loading="lazy" decoding="async"')  # noqa: S308
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" alt="{}" width="{}" height="{}" class="{}" {}></picture>',
        sized,
        sizes,
        address,
        escape(alt),
        width,
        width,
        css,
        when,
    )

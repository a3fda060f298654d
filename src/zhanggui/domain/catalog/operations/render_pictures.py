"""Making the pictures of a published version smaller: three widths as AVIF, by a job, once each."""

import io
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from zhanggui.domain.catalog.capabilities import KEEP_SEARCH
from zhanggui.domain.catalog.facts import PicturesRendered
from zhanggui.domain.catalog.models import GoodsVersion, Picture, Rendition
from zhanggui.domain.catalog.rules import RENDITION_WIDTHS
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document

QUALITY, SPEED = 55, 8


def render_pictures(*, version_id: UUID, by: Actor, at: datetime) -> int:
    """Make what is missing; returns how many were made. A run that was interrupted goes on where it stopped.

    Until a size is made, pages show the WebP of the same picture. Raises ``NotFound``.
    """
    by.require(KEEP_SEARCH)
    version = GoodsVersion.objects.filter(pk=version_id).select_related("goods").first()
    if version is None:
        raise NotFound
    made = sum(
        _render(picture, width, at) for picture in version.pictures.all() for width in RENDITION_WIDTHS
    )
    if made:
        told = PicturesRendered(number=version.goods.number, pictures=made)
        trail.record(told, on=version, by=by, at=at, thread=version.goods)
    return made


@transaction.atomic
def _render(picture: Picture, width: int, at: datetime) -> bool:
    if picture.renditions.filter(width=width).exists():
        return False
    source = Document.objects.get(pk=picture.large)
    sized = Image.open(io.BytesIO(vault.content_of(source.sha256))).convert("RGB")
    sized.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    sized.save(content, "AVIF", quality=QUALITY, speed=SPEED)
    wanted = f"renditions/{picture.id.hex[-2:]}/{picture.id.hex}-{width}.avif"
    default_storage.delete(wanted)
    name = default_storage.save(wanted, ContentFile(content.getvalue()))
    Rendition(picture=picture, width=width, name=name, size=len(content.getvalue()), made_at=at).save(
        force_insert=True
    )
    return True

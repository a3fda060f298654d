"""The picture of an advertisement, in the two shapes that pages show."""

import io
from datetime import datetime
from uuid import UUID

from PIL import Image, ImageOps

from zhanggui.domain.columns.refusals import BannerTooSmall
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

SIZES = ((720, 405), (1440, 480))
"""Width and height in pixels: for a phone (16:9), and for a desk (3:1)."""


def cut(picture: UUID, *, by: Actor, at: datetime) -> tuple[UUID, UUID]:
    """The documents of its narrow and its wide shape, cut around its middle, so that no page jumps.

    Raises ``BannerTooSmall`` and the refusals of documents.
    """
    original = Document.objects.get(pk=picture)
    whole = ImageOps.exif_transpose(Image.open(io.BytesIO(vault.content_of(original.sha256))))
    if whole.width < SIZES[-1][0]:
        raise BannerTooSmall(name=original.file_name, least=SIZES[-1][0])
    filing = Filing(type=PICTURE.code, organisation=HOUSE)
    small, large = (
        store_document(upload=_shape(whole, size, original.file_name), filing=filing, by=by, at=at)
        for size in SIZES
    )
    return small.id, large.id


def _shape(picture: Image.Image, size: tuple[int, int], name: str) -> Upload:
    shaped = ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS)
    content = io.BytesIO()
    shaped.save(content, "WEBP", quality=80, method=4)
    stem = name.rpartition(".")[0] or name
    return Upload(f"{stem}-{size[0]}.webp", content.getvalue(), "image/webp")

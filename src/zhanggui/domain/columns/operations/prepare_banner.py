"""Preparing a banner: kept as given, and in the two widths that pages show."""

import io
from datetime import datetime
from uuid import UUID

from django.db import transaction
from PIL import Image, ImageOps

from zhanggui.domain.columns.capabilities import WRITE_COLUMNS
from zhanggui.domain.columns.facts import BannerStored
from zhanggui.domain.columns.refusals import BannerTooSmall
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

SIZES = ((720, 405), (1440, 480))
"""Width and height in pixels: for a phone (16:9), and for a desk (3:1)."""


@transaction.atomic
def prepare_banner(*, upload: Upload, by: Actor, at: datetime) -> tuple[UUID, UUID]:
    """Keep a picture for a column; returns the documents of its narrow and its wide size.

    It is cut to the shape of its place around its middle, so that no page jumps when it arrives. Raises
    ``BannerTooSmall`` and the refusals of documents.
    """
    by.require(WRITE_COLUMNS)
    filing = Filing(type=PICTURE.code, organisation=HOUSE)
    original = store_document(upload=upload, filing=filing, by=by, at=at)
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(upload.content)))
    if picture.width < SIZES[-1][0]:
        raise BannerTooSmall(name=original.file_name, least=SIZES[-1][0])
    small, large = (
        store_document(upload=_cut(picture, size, upload.name), filing=filing, by=by, at=at) for size in SIZES
    )

    fact = BannerStored(name=original.file_name, width=picture.width, height=picture.height)
    trail.record(fact, on=original, by=by, at=at)
    return small.id, large.id


def _cut(picture: Image.Image, size: tuple[int, int], name: str) -> Upload:
    cut = ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS)
    content = io.BytesIO()
    cut.save(content, "WEBP", quality=80, method=4)
    stem = name.rpartition(".")[0] or name
    return Upload(f"{stem}-{size[0]}.webp", content.getvalue(), "image/webp")

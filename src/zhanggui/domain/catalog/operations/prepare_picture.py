"""Preparing a picture: kept as given, and in the two sizes that pages show."""

import io
from datetime import datetime
from uuid import UUID

from django.db import transaction
from PIL import Image, ImageOps

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.facts import PictureStored
from zhanggui.domain.catalog.refusals import NotAPicture
from zhanggui.domain.catalog.rules import PictureRef
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

SMALL, LARGE = 480, 960
"""How wide, in pixels, a picture is on a list and on the page of the goods."""
LEAST = 480


@transaction.atomic
def prepare_picture(
    *, upload: Upload, organisation_id: UUID, by: Actor, at: datetime, caption: str = "", ai: bool = False
) -> PictureRef:
    """Keep a picture of a firm's goods, ready to be hung on a version.

    ``ai``: it was made by a program and will be labelled so (AD-25). Raises ``NotAPicture`` for anything too
    small to show goods clearly (B-2.3.4), and the refusals of documents.
    """
    by.require(DESCRIBE_GOODS)
    filing = Filing(type=PICTURE.code, organisation=organisation_id)
    original = store_document(upload=upload, filing=filing, by=by, at=at)
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(upload.content)))
    if picture.width < LEAST:
        raise NotAPicture(name=original.file_name, least=LEAST)
    sizes = [
        store_document(upload=_resized(picture, width, upload.name), filing=filing, by=by, at=at)
        for width in (SMALL, LARGE)
    ]

    fact = PictureStored(name=original.file_name, width=picture.width, height=picture.height)
    trail.record(fact, on=original, by=by, at=at)
    return PictureRef(
        original=original.id, small=sizes[0].id, large=sizes[1].id, caption=caption, generated_by_ai=ai
    )


def _resized(picture: Image.Image, width: int, name: str) -> Upload:
    """The picture as WebP, so wide at most; its orientation is in its pixels, nothing else is told."""
    small = picture.convert("RGB")
    small.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    small.save(content, "WEBP", quality=82, method=4)
    stem = name.rpartition(".")[0] or name
    return Upload(f"{stem}-{width}.webp", content.getvalue(), "image/webp")

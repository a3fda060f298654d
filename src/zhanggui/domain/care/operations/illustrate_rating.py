"""Adding a picture to one's own rating."""

import io
from datetime import datetime
from uuid import UUID

from django.db import transaction
from PIL import Image, ImageOps

from zhanggui.domain.care.capabilities import RATE
from zhanggui.domain.care.facts import RatingIllustrated
from zhanggui.domain.care.models import Rating, RatingPicture
from zhanggui.domain.care.refusals import PicturesEnough
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.refusals import FileTooLarge, PictureNeeded
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload, inspect

MOST = 6
BYTES_MOST = 10 * 1024 * 1024
SMALL, LARGE = 320, 1200
"""How wide, in pixels, a picture is beside a rating and when it is opened."""


@transaction.atomic
def illustrate_rating(*, rating_id: UUID, upload: Upload, by: Actor, at: datetime) -> RatingPicture:
    """Hang a picture on a rating, looked at by its content, without what the camera wrote into it.

    Raises ``NotFound`` for somebody else's rating, ``PicturesEnough``, and the refusals of documents.
    """
    by.require(RATE)
    rating = Rating.objects.locked().select_related("order").filter(pk=rating_id).first()
    if rating is None or rating.account_id != by.account_id:
        raise NotFound
    position = RatingPicture.objects.filter(rating=rating).count() + 1
    if position > MOST:
        raise PicturesEnough(most=MOST)
    if len(upload.content) > BYTES_MOST:
        raise FileTooLarge(name=upload.name[:100], limit=BYTES_MOST // 1024 // 1024)
    proved = inspect(upload)
    if not proved.media_type.startswith("image/"):
        raise PictureNeeded(name=proved.name)

    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(proved.content))).convert("RGB")
    filing = Filing(type=PICTURE.code, account=by.account_id)
    small, large = (
        store_document(upload=_resized(picture, width, proved.name), filing=filing, by=by, at=at)
        for width in (SMALL, LARGE)
    )
    hung = RatingPicture.objects.create(rating=rating, position=position, small=small, large=large)
    fact = RatingIllustrated(order=rating.order.number, width=picture.width, height=picture.height)
    trail.record(fact, on=rating, by=by, at=at, thread=rating.order)
    return hung


def _resized(picture: Image.Image, width: int, name: str) -> Upload:
    sized = picture.copy()
    sized.thumbnail((width, width * 3), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    sized.save(content, "WEBP", quality=80, method=4)
    stem = name.rpartition(".")[0] or name
    return Upload(f"{stem}-{width}.webp", content.getvalue(), "image/webp")

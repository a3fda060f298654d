"""Pictures of buyers: made anew in two sizes, so that no place or time of the telephone goes along."""

import io
from collections.abc import Sequence
from datetime import datetime

from PIL import Image, ImageOps

from zhanggui.domain.care.models import Rating, RatingPicture
from zhanggui.domain.care.refusals import TooManyRatingPictures
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload, inspect

SMALL, LARGE = 320, 1080
PICTURES_MAX = 6


def hang(rating: Rating, uploads: Sequence[Upload], *, by: Actor, at: datetime) -> list[RatingPicture]:
    """Show these pictures with the rating, in their order."""
    if len(uploads) > PICTURES_MAX:
        raise TooManyRatingPictures(most=PICTURES_MAX)
    filing = Filing(type=PICTURE.code, account=by.account_id)
    made = []
    for position, upload in enumerate(uploads):
        seen = inspect(upload)
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(seen.content)))
        small, large = (
            store_document(upload=_sized(picture, width, position), filing=filing, by=by, at=at).id
            for width in (SMALL, LARGE)
        )
        made.append(RatingPicture(rating=rating, position=position, small=small, large=large))
    return RatingPicture.objects.bulk_create(made)


def _sized(picture: Image.Image, width: int, position: int) -> Upload:
    sized = picture.convert("RGB")
    sized.thumbnail((width, width * 2), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    sized.save(content, "WEBP", quality=80, method=4)
    return Upload(f"rating-{position + 1}-{width}.webp", content.getvalue(), "image/webp")

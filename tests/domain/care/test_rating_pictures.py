"""Pictures of a rating: one's own, real pictures, without what the camera knows; folded with their rating."""

import io

import pytest
from PIL import Image

from tests.domain.care.conftest import bought, buyer, customer, outsider, thing, wish
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.models import Folding, RatingPicture
from zhanggui.domain.care.operations import illustrate_rating as verb
from zhanggui.domain.care.operations.illustrate_rating import illustrate_rating
from zhanggui.domain.care.operations.rate import Opinion, rate
from zhanggui.domain.care.refusals import PicturesEnough
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.refusals import FileTooLarge, KindNotAllowed, PictureNeeded
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.storefront import pictures

__all__ = ["bought", "buyer", "customer", "outsider", "thing", "wish"]
pytestmark = pytest.mark.django_db


def photograph(size=(900, 700)) -> Upload:
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = "Telephone of Wang"
    Image.new("RGB", size, "teal").save(content, "JPEG", exif=exif)
    return Upload("IMG_1.jpg", content.getvalue(), "image/jpeg")


@pytest.fixture
def rating(bought, customer, noon):
    return rate(opinion=Opinion(order_id=bought.id, score=5, text="好"), by=customer, at=noon)


def test_a_picture_is_kept_in_two_sizes_without_what_the_camera_wrote(rating, customer, noon):
    hung = illustrate_rating(rating_id=rating.id, upload=photograph(), by=customer, at=noon)

    for document, width in ((hung.small, 320), (hung.large, 900)):
        kept = Image.open(io.BytesIO(vault.content_of(document.sha256)))
        assert (kept.format, kept.width, dict(kept.getexif())) == ("WEBP", width, {})
    assert pictures.read(hung.small_id) is not None


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        pytest.param(
            Upload("a.jpg", b"<script>alert(1)</script>", "image/jpeg"), KindNotAllowed, id="a page"
        ),
        pytest.param(Upload("a.pdf", b"%PDF-1.4\n%%EOF", "application/pdf"), PictureNeeded, id="a paper"),
        pytest.param(
            Upload("a.jpg", b"x" * (verb.BYTES_MOST + 1), "image/jpeg"), FileTooLarge, id="too large"
        ),
    ],
)
def test_what_is_no_picture_is_refused(rating, customer, noon, upload, refusal):
    with nothing_changes(), pytest.raises(refusal):
        illustrate_rating(rating_id=rating.id, upload=upload, by=customer, at=noon)


def test_nobody_hangs_pictures_on_anothers_rating(rating, outsider, noon):
    with nothing_changes(), pytest.raises(NotFound):
        illustrate_rating(rating_id=rating.id, upload=photograph(), by=outsider, at=noon)


def test_there_is_room_for_so_many(rating, customer, noon, monkeypatch):
    monkeypatch.setattr(verb, "MOST", 1)
    illustrate_rating(rating_id=rating.id, upload=photograph(), by=customer, at=noon)
    with nothing_changes(), pytest.raises(PicturesEnough):
        illustrate_rating(rating_id=rating.id, upload=photograph(), by=customer, at=noon)


def test_the_pictures_of_a_folded_rating_are_shown_no_more(rating, customer, noon):
    illustrate_rating(rating_id=rating.id, upload=photograph((500, 500)), by=customer, at=noon)
    Folding.objects.create(
        rating=rating,
        legal_basis="电子商务法 39",
        reason="违法",
        folded_by_id=customer.account_id,
        folded_at=noon,
    )
    assert pictures.read(RatingPicture.objects.get().small_id) is None

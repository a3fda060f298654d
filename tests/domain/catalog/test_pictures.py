"""Pictures are clear, sized for pages, and public only once their goods are (B-2.3.4)."""

import io

import pytest
from PIL import Image

from tests import shop
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.refusals import DocumentsMissing, NotAPicture
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import KindNotAllowed
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.encrypted import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_vault_of_its_own(tmp_path, settings):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


@pytest.fixture
def who():
    return shop.seller()


def photo(width=1600, height=1200):
    content = io.BytesIO()
    Image.new("RGB", (width, height), (200, 120, 40)).save(content, "JPEG")
    return Upload("正面.jpg", content.getvalue(), "image/jpeg")


def test_a_picture_is_kept_with_two_sizes_for_pages(who, noon):
    ref = prepare_picture(
        upload=photo(), organisation_id=who.organisation.id, by=who.writer, at=noon, caption="正面"
    )
    sizes = []
    for one in (ref.small, ref.large):
        stored = Document.objects.get(pk=one)
        assert stored.media_type == "image/webp"
        sizes.append(Image.open(io.BytesIO(vault.content_of(stored.sha256))).size)
    assert sizes == [(480, 360), (960, 720)]


def test_pictures_and_the_test_report_become_public_with_their_goods(who, noon):
    ref = prepare_picture(upload=photo(), organisation_id=who.organisation.id, by=who.writer, at=noon)
    version = draft_goods(
        category_id=shop.category(noon).id, content=shop.content(who), pictures=[ref], by=who.writer, at=noon
    )
    submit_goods_version(version_id=version.id, by=who.writer, at=noon)
    shown, kept = (ref.small, ref.large, version.quality_report), ref.original
    assert set(Document.objects.filter(pk__in=shown).values_list("released_at", flat=True)) == {None}

    shop.approve(version.id, noon)
    assert set(Document.objects.filter(pk__in=shown).values_list("released_at", flat=True)) == {noon}
    assert Document.objects.get(pk=kept).released_at is None


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        pytest.param(photo(300, 300), NotAPicture, id="too small to see anything"),
        pytest.param(Upload("a.jpg", b"<svg onload=alert(1)>"), KindNotAllowed, id="no picture at all"),
    ],
)
def test_what_shows_nothing_is_refused(who, noon, upload, refusal):
    with nothing_changes(), pytest.raises(refusal):
        prepare_picture(upload=upload, organisation_id=who.organisation.id, by=who.writer, at=noon)


def test_pictures_of_another_firm_are_not_there(who, noon):
    other = shop.seller("别家有限公司")
    with nothing_changes(), pytest.raises(NotFound):
        prepare_picture(upload=photo(), organisation_id=other.organisation.id, by=who.writer, at=noon)
    version = draft_goods(
        category_id=shop.category(noon).id,
        content=shop.content(who),
        pictures=[shop.picture(other)],
        by=who.writer,
        at=noon,
    )
    with pytest.raises(DocumentsMissing):
        submit_goods_version(version_id=version.id, by=who.writer, at=noon)

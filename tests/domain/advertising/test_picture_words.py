"""A machine reads the words of a picture, so that nobody overlooks one; people confirm."""

from dataclasses import replace

import pytest

from tests import ads
from tests.vocabulary import nothing_changes
from zhanggui.demo.publicity import POSTER
from zhanggui.domain.advertising import reader
from zhanggui.domain.advertising.jobs import picture_put
from zhanggui.domain.advertising.models import AssetVersion, PictureReading
from zhanggui.domain.advertising.operations.change_ad_draft import change_ad_draft
from zhanggui.domain.advertising.operations.keep_picture_words import keep_picture_words
from zhanggui.domain.advertising.picture_words import completed, left_out, read_picture
from zhanggui.domain.advertising.writing import content_of
from zhanggui.identity.actor import HOUSE, SYSTEM
from zhanggui.integrations.picture_words.client import ReaderProcess
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.mechanisms.trail.models import Fact

WRITTEN = "山野春茶\n第一批新茶，本周到货"


@pytest.fixture
def poster(db, noon):
    """A draft with a poster, of whose four lines two are transcribed."""
    by = ads.writer()
    upload = Upload("spring_tea.webp", POSTER.read_bytes(), "image/webp")
    held = store_document(upload=upload, filing=Filing(type=PICTURE.code, organisation=HOUSE), by=by, at=noon)
    return ads.drafted(noon, by=by, picture=held.pk, picture_words=WRITTEN)


def test_what_nobody_transcribed_is_found_by_the_job_of_the_draft(poster):
    drafted = Fact.objects.get(name="advertising.drafted", subject_id=poster.pk)
    picture_put(str(drafted.pk))

    found = left_out(poster)
    assert [line.replace(" ", "") for line in found] == [
        "国家级工艺·全网最低价",
        "产地：浙江杭州等级以包装标识为准",
    ]
    assert "advertising.picture_read" in {one.name for one in trail.timeline(poster.asset)}
    kept = PictureReading.objects.get()
    assert kept.reader.startswith("rapidocr ")
    assert read_picture(poster.pk, by=SYSTEM, at=poster.created_at) == kept, "the same bytes are read once"


@pytest.mark.parametrize(
    ("lines", "transcript", "missing"),
    [
        pytest.param(["国家级", "工艺"], "国家级 工艺", [], id="all of it is there"),
        pytest.param(
            ["限时直降￥268"], "限时，直降 ¥２６８！", [], id="signs, spaces and widths do not count"
        ),
        pytest.param(["No.1"], "no1", [], id="neither do large letters"),
        pytest.param(["全网最低价"], "全网 低价", ["全网最低价"], id="one sign too few"),
        pytest.param(["全网最低价"], "（无文字）", ["全网最低价"], id="said to hold no words"),
        pytest.param([], "", [], id="a picture without words"),
    ],
)
def test_a_transcript_is_compared_line_by_line(lines, transcript, missing):
    assert reader.untranscribed(lines, transcript) == missing


def test_a_file_that_is_no_picture_costs_nothing_but_its_own_process():
    with pytest.raises(reader.PictureUnread):
        ReaderProcess().read(b"RIFF\0\0\0\0WEBPVP8 ")


def test_a_draft_without_a_picture_is_not_read(db, noon):
    version = ads.drafted(noon)
    with nothing_changes():
        assert read_picture(version.pk, by=SYSTEM, at=noon) is None
    assert left_out(version) == []


def test_only_the_clock_and_compliance_keep_what_was_read(poster, noon):
    writer = ads.writer()
    with nothing_changes(), pytest.raises(NotAllowed):
        keep_picture_words(
            version_id=poster.pk, sha256="0" * 64, lines=["全网最低价"], reader="x", by=writer, at=noon
        )


def test_a_transcript_that_takes_a_line_over_leaves_nothing_out(poster, noon):
    keep_picture_words(
        version_id=poster.pk,
        sha256=Document.objects.get(pk=poster.picture).sha256,
        lines=["山野春茶", "手工采摘"],
        reader="rapidocr 3",
        by=SYSTEM,
        at=noon,
    )
    assert left_out(poster) == ["手工采摘"]

    assert completed(poster) == f"{WRITTEN}\n手工采摘"
    content, by = replace(content_of(poster), picture_words=completed(poster)), ads.writer()
    change_ad_draft(version_id=poster.pk, content=content, by=by, at=noon)
    assert left_out(AssetVersion.objects.get(pk=poster.pk)) == []

"""A banner is its advertisement, word for word: nothing else is hung, and taken down it is gone at once."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from tests import ads
from tests.domain.columns.test_columns import EVERYBODY, judged
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.advertising import places
from zhanggui.domain.advertising.models import Asset, TakeDown
from zhanggui.domain.advertising.operations.confirm_gone import confirm_gone
from zhanggui.domain.advertising.operations.revise_ad import revise_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.rules import NO_WORDS
from zhanggui.domain.advertising.states import AssetKind, Medium
from zhanggui.domain.columns import controls
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.operations.revise_column import revise_column
from zhanggui.domain.columns.operations.submit_column import submit_column
from zhanggui.domain.columns.queries import allowed, is_public_picture, standing
from zhanggui.domain.columns.refusals import BannerNotApproved, BannerTooSmall, ColumnIncomplete
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import ColumnKind, Place
from zhanggui.identity.actor import HOUSE, SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.documents.uploads import Upload

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def writer():
    return somebody("栏目编辑", Role.PROGRAMME_SCHEDULER)


@pytest.fixture
def reviewer():
    return somebody("审核", Role.AD_REVIEWER)


def picture(at, width=1500, colour="firebrick"):
    content = io.BytesIO()
    Image.new("RGB", (width, width // 2), colour).save(content, "PNG")
    upload = Upload("winter.png", content.getvalue(), "image/png")
    filing = Filing(type=PICTURE.code, organisation=HOUSE)
    return store_document(upload=upload, filing=filing, by=ads.writer(), at=at).pk


def advertisement(at, **change):
    ads.writer()
    plain = {
        "picture": picture(at),
        "picture_words": NO_WORDS,
        "landing": "/goods/",
        "kind": AssetKind.BANNER,
    }
    given = plain | change
    kind = given.pop("kind")
    version = ads.drafted(at, kind=kind, **given)
    submit_ad(version_id=version.pk, by=ads.writer(), at=at)
    ads.judge(version, "review", at)
    return Asset.objects.get(pk=version.asset_id)


def terms(at, asset_id, **content):
    return ColumnTerms(
        title="",
        kind=ColumnKind.BANNER,
        position=10,
        starts_at=at,
        content=Content(asset=asset_id, **content),
    )


def hung(asset, by, at, code="banner"):
    version = draft_column(code=code, terms=terms(at, asset.pk), by=by, at=at)
    return judged(submit_column(version_id=version.pk, by=by, at=at), at)


def shown(at):
    return allowed(standing(Place.HOME, at=at, audiences=EVERYBODY), at)


def test_a_banner_says_shows_and_leads_to_what_its_advertisement_does(noon, writer):
    asset = advertisement(noon)
    hung(asset, writer, noon)

    (one,) = shown(noon)
    said = asset.published_version
    assert (one.title, one.content.text, one.content.link) == (said.headline, said.words, said.landing)
    assert one.content.asset_digest == said.digest
    assert one.is_advertisement
    widths = [
        Image.open(io.BytesIO(_bytes(document))).size
        for document in (one.content.picture_small, one.content.picture_large)
    ]
    assert widths == [(720, 405), (1440, 480)]
    assert is_public_picture(one.content.picture_small)


def _bytes(document_id):
    return vault.content_of(Document.objects.get(pk=document_id).sha256)


def test_whatever_else_is_written_into_it_is_not_kept(noon, writer):
    asset = advertisement(noon)
    wish = terms(noon, asset.pk, text="全网最低价", link="/g/10001/", picture_large=picture(noon))
    wish = replace(wish, title="另一句话")
    version = draft_column(code="banner", terms=wish, by=writer, at=noon)

    assert version.title == asset.published_version.headline
    assert version.content["text"] == asset.published_version.words
    assert version.content["link"] == "/goods/"
    assert version.content["picture_large"] != str(wish.content.picture_large)


def test_an_advertisement_of_somebody_else_names_its_advertiser(noon, writer):
    asset = advertisement(noon)
    with behind_the_back() as execute:
        execute("UPDATE advertising_asset SET advertiser_id = %s", [_firm().pk])
    version = draft_column(code="banner", terms=terms(noon, asset.pk), by=writer, at=noon)

    assert version.content["paid_by"] == "茶业公司"


def _firm():
    return Organisation.objects.create(kind="supplier", name="茶业公司", created_at=ads.LONG_AGO)


def test_a_take_down_is_seen_from_the_next_page_on_and_the_place_says_so(noon, writer, reviewer):
    asset = advertisement(noon)
    hung(asset, writer, noon)
    assert places.where_shown(asset.pk, noon)["marketing_columns"] == ["banner"]

    taken = take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)

    assert shown(noon + DAY) == []
    assert places.where_shown(asset.pk, noon + DAY)["marketing_columns"] == []
    confirm_gone(by=SYSTEM, at=noon + DAY + SECOND)
    taken = TakeDown.objects.get(pk=taken.pk)
    assert (taken.gone_at - taken.taken_at, taken.places["marketing_columns"]) == (SECOND, [])


def test_another_version_of_the_advertisement_is_not_this_banner(noon, writer):
    asset = advertisement(noon)
    column = hung(asset, writer, noon).column
    newer = revise_ad(
        asset_id=asset.pk,
        content=ads.content(
            headline="换了一句", picture=picture(noon), picture_words=NO_WORDS, landing="/goods/"
        ),
        by=ads.writer(),
        at=noon + DAY,
    )
    submit_ad(version_id=newer.pk, by=ads.writer(), at=noon + DAY)
    ads.judge(newer, "review", noon + DAY)

    assert shown(noon + 2 * DAY) == []
    again = revise_column(
        column_id=column.pk, terms=terms(noon + DAY, asset.pk), by=writer, at=noon + 2 * DAY
    )
    judged(submit_column(version_id=again.pk, by=writer, at=noon + 2 * DAY), noon + 2 * DAY)
    assert [one.title for one in shown(noon + 2 * DAY)] == ["换了一句"]


def test_the_same_advertisement_is_not_cut_again(noon, writer):
    asset = advertisement(noon)
    column = hung(asset, writer, noon).column
    before = Document.objects.count()
    again = revise_column(
        column_id=column.pk, terms=replace(terms(noon, asset.pk), position=20), by=writer, at=noon + DAY
    )

    assert Document.objects.count() == before
    assert again.content["picture_small"] == column.versions.get(number=1).content["picture_small"]


UNFIT = [
    pytest.param({"media": (Medium.TELEVISION,)}, BannerNotApproved, id="approved for another medium"),
    pytest.param({"picture": None, "picture_words": ""}, BannerNotApproved, id="without a picture"),
    pytest.param({"headline": "长" * 61}, ColumnIncomplete, id="a headline too long for a column"),
]


@pytest.mark.parametrize(("change", "refusal"), UNFIT)
def test_an_advertisement_that_cannot_be_a_banner_is_not_hung(noon, writer, change, refusal):
    kind = {"kind": AssetKind.TEXT} if change.get("picture", 0) is None else {}
    asset = advertisement(noon, **kind, **change)
    with nothing_changes(), pytest.raises(refusal):
        draft_column(code="banner", terms=terms(noon, asset.pk), by=writer, at=noon)


def test_a_small_picture_is_refused(noon, writer):
    asset = advertisement(noon, picture=picture(noon, width=1200))
    with nothing_changes(), pytest.raises(BannerTooSmall):
        draft_column(code="banner", terms=terms(noon, asset.pk), by=writer, at=noon)


def test_what_was_taken_down_meanwhile_is_neither_submitted_nor_published(noon, writer, reviewer):
    asset = advertisement(noon)
    waiting = draft_column(code="waiting", terms=terms(noon, asset.pk), by=writer, at=noon)
    submit_column(version_id=waiting.pk, by=writer, at=noon)
    draft = draft_column(code="draft", terms=terms(noon, asset.pk), by=writer, at=noon)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)

    with nothing_changes(), pytest.raises(BannerNotApproved):
        submit_column(version_id=draft.pk, by=writer, at=noon + DAY)
    with nothing_changes(), pytest.raises(BannerNotApproved):
        judged(waiting, noon + DAY, by=reviewer)


@pytest.mark.parametrize(
    "kind", [ColumnKind.LIVE, ColumnKind.GUIDE, ColumnKind.CATEGORIES, ColumnKind.LICENCES]
)
def test_what_cannot_be_marked_cannot_be_paid_for(noon, writer, kind):
    wish = ColumnTerms(
        title="正在直播", kind=kind, position=1, starts_at=noon, content=Content(paid_by="茶业公司")
    )
    with nothing_changes(), pytest.raises(ColumnIncomplete):
        draft_column(code="paid", terms=wish, by=writer, at=noon)


def test_the_control_turns_with_other_words_and_with_an_empty_place(noon, writer, reviewer):
    asset = advertisement(noon)
    hung(asset, writer, noon)
    assert controls.banners_are_advertisements(noon).status == Status.KEPT

    with behind_the_back() as execute:
        execute("UPDATE columns_columnversion SET title = '全网最低'")
    assert controls.banners_are_advertisements(noon).status == Status.BROKEN

    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon)
    assert controls.banners_are_advertisements(noon).status == Status.AT_RISK

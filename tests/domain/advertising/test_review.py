"""An advertisement is public only as its reviewers approved it, and only while what it stands on holds."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import ads, shop
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.advertising import queries
from zhanggui.domain.advertising.models import Asset, AssetVersion, Publication
from zhanggui.domain.advertising.operations.change_ad_draft import change_ad_draft
from zhanggui.domain.advertising.operations.draft_ad import AdWish, draft_ad
from zhanggui.domain.advertising.operations.end_ad import end_ad
from zhanggui.domain.advertising.operations.expire_ads import expire_ads
from zhanggui.domain.advertising.operations.revise_ad import revise_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.operations.withdraw_ad import withdraw_ad
from zhanggui.domain.advertising.refusals import (
    AdIncomplete,
    ApprovalNumberWrong,
    DraftOpen,
    EndorserNotAllowed,
    ExcuseUnproven,
    NotAdvertised,
    PhraseMissing,
    ProofMissing,
    WordsProhibited,
)
from zhanggui.domain.advertising.rules import Endorser, Excused
from zhanggui.domain.advertising.states import (
    AdClass,
    AiPart,
    AssetKind,
    EndCause,
    Excuse,
    Medium,
    VersionState,
)
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_an_approved_advertisement_may_be_shown_and_no_other(noon):
    waiting = ads.submitted(noon)
    assert not queries.is_showable(waiting.asset_id, noon)

    ads.judge(waiting, "review", noon + DAY)

    assert queries.is_showable(waiting.asset_id, noon + DAY)
    asset = Asset.objects.get(pk=waiting.asset_id)
    told = {one.name for one in trail.timeline(asset)}
    assert {"advertising.drafted", "advertising.submitted", "advertising.published"} <= told


def test_what_is_shown_is_what_was_approved(noon):
    asset = ads.public(noon)
    shown = queries.materials([asset.pk], noon + DAY, medium=Medium.SHOP)[asset.pk]
    assert shown.words.startswith("釉色温润")
    assert queries.materials([asset.pk], noon + DAY, medium=Medium.SOCIAL) == {}

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE advertising_assetversion SET words = '全网第一' WHERE asset_id = %s", [asset.pk]
        )
    other = ads.drafted(noon)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE advertising_asset SET published_version_id = %s, showable_to = now() WHERE id = %s",
            [other.pk, other.asset_id],
        )


def test_its_author_does_not_review_it_under_any_account(noon):
    author = ads.writer()
    version = ads.submitted(noon, by=author)
    same_person = another_account(author.person_id, Role.AD_REVIEWER)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        ads.judge(version, "review", noon, by=same_person)


def test_an_item_that_is_not_in_order_sends_it_back(noon):
    version = ads.submitted(noon)
    review = approvals.review_of(version.pk)
    answers = ads.policy_for(version).all_ok("review") | {"true": Answer(ok=False, note="无检测报告")}
    judgement = Judgement(step="review", verdict=Verdict.REJECT, answers=answers, note="请补充依据")
    approvals.decide(review_id=review.id, judgement=judgement, by=somebody("审核", Role.AD_REVIEWER), at=noon)

    version.refresh_from_db()
    assert version.state == VersionState.RETURNED
    assert not queries.is_showable(version.asset_id, noon)


REFUSED = {
    "words that are never said": ({"words": "全网第一的茶具"}, WordsProhibited),
    "never said in the headline": ({"headline": "国家级工艺"}, WordsProhibited),
    "never said in the picture": ({"picture_words": "根治失眠"}, WordsProhibited),
    "never said aloud": (
        {"video_reference": "带-1", "video_sha256": "a" * 64, "transcript": "全国销量冠军"},
        WordsProhibited,
    ),
    "tobacco": ({"ad_classes": (AdClass.TOBACCO,)}, NotAdvertised),
    "medicine on air": ({"ad_classes": (AdClass.DRUG,)}, NotAdvertised),
    "wine beside cartoons": (
        {"ad_classes": (AdClass.ALCOHOL,), "for_minors": True, "media": (Medium.SHOP,)},
        NotAdvertised,
    ),
    "no medium": ({"media": ()}, AdIncomplete),
    "nothing about brand and rights": ({"brand_notes": ""}, AdIncomplete),
    "a recording nobody wrote down": (
        {"video_reference": "带-1", "video_sha256": "a" * 64},
        AdIncomplete,
    ),
    "made by a machine without a label": ({"ai_parts": (AiPart.PICTURE,)}, AdIncomplete),
    "somebody else's paper": ({"proofs": (new_id(),)}, ProofMissing),
}


@pytest.mark.parametrize(("change", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_shown_does_not_even_reach_the_reviewer(change, refusal, noon):
    author = ads.writer()
    version = ads.drafted(noon, by=author, **change)
    with nothing_changes(), pytest.raises(refusal):
        submit_ad(version_id=version.pk, by=author, at=noon)


HEALTH = {
    "no number": ({"approval_number": ""}, ApprovalNumberWrong),
    "a number of no form": ({"approval_number": "食健广审123"}, ApprovalNumberWrong),
    "a number for medicine": ({"approval_number": "浙药广审（文）第270131-00012号"}, ApprovalNumberWrong),
    "a number that ran out": ({"approval_number": "浙食健广审（文）第260131-00012号"}, ApprovalNumberWrong),
    "no paper behind the number": ({"proofs": ()}, ProofMissing),
    "the required sentences are missing": ({"words": "每日两粒"}, PhraseMissing),
    "pressing words": ({"headline": "家庭必备"}, WordsProhibited),
    "somebody recommends it": (
        {
            "endorser": Endorser(
                name="李某",
                born_on=date(1990, 1, 1),
                used_goods="一年",
                checked_on=date(2026, 11, 1),
                consent=new_id(),
            )
        },
        EndorserNotAllowed,
    ),
}


@pytest.mark.parametrize(("change", "refusal"), HEALTH.values(), ids=HEALTH)
def test_health_food_is_advertised_only_with_all_the_law_asks(change, refusal, noon):
    author = ads.writer()
    version = ads.drafted(noon, by=author, **ads.health_food(**change))
    with nothing_changes(), pytest.raises(refusal):
        submit_ad(version_id=version.pk, by=author, at=noon)


def test_health_food_takes_two_people_and_is_shown_as_long_as_its_number_holds(noon):
    version = ads.submitted(noon, **ads.health_food())
    ads.judge(version, "review", noon)
    assert not queries.is_showable(version.asset_id, noon)
    ads.judge(version, "special", noon)

    asset = Asset.objects.get(pk=version.asset_id)
    assert asset.showable_to == date(2027, 1, 31)
    after = noon.replace(year=2027, month=2, day=1)
    assert not queries.is_showable(asset.pk, after)

    assert expire_ads(by=SYSTEM, at=after) == [asset]
    kept = Publication.objects.get(asset=asset)
    assert (kept.end_cause, kept.keep_until) == (EndCause.EXPIRED, date(2030, 2, 1))


def test_an_advertisement_ends_when_a_paper_behind_it_is_withdrawn(noon):
    asset = ads.public(noon, **ads.health_food())
    paper = ads.paper("ad_approval")
    assert expire_ads(paper_id=paper.pk, by=SYSTEM, at=noon + DAY) == []
    behind = asset.published_version.proofs[0]
    type(paper).objects.filter(pk=behind).update(withdrawn_at=noon, withdrawn_by=paper.filed_by)

    assert expire_ads(paper_id=behind, by=SYSTEM, at=noon + DAY) == [asset]
    assert not queries.is_showable(asset.pk, noon + DAY)


def test_a_word_with_a_proven_excuse_goes_to_the_reviewer(noon):
    author = ads.writer()
    evidence = ads.paper("ad_evidence")
    key = "absolute.first:销量第一"
    bare = Excused(key=key, reason=Excuse.FACT, why="行业协会2026年统计")
    version = ads.drafted(noon, by=author, headline="龙泉青瓷2025年本市销量第一", excuses=(bare,))
    with nothing_changes(), pytest.raises(ExcuseUnproven):
        submit_ad(version_id=version.pk, by=author, at=noon)

    proven = Excused(key=key, reason=Excuse.FACT, why="行业协会2026年统计", evidence=evidence.pk)
    said = ads.content(headline="龙泉青瓷2025年本市销量第一", excuses=(proven,))
    change_ad_draft(version_id=version.pk, content=said, by=author, at=noon)
    submit_ad(version_id=version.pk, by=author, at=noon)

    assert [hit["found"] for hit in AssetVersion.objects.get(pk=version.pk).screening.hits] == ["销量第一"]


def test_goods_bring_their_own_kind(noon):
    leaf = shop.category(noon - DAY, legal_class="health_food")
    goods = shop.published(shop.seller(), noon - DAY, leaf=leaf).goods
    version = ads.drafted(noon, goods=(goods.pk,))
    assert version.ad_classes == ["health_food", "ordinary"]


def test_the_next_version_is_reviewed_anew_while_the_first_is_shown(noon):
    asset = ads.public(noon)
    first = asset.published_version_id
    author = ads.writer()
    second = revise_ad(asset_id=asset.pk, content=ads.content(headline="新款上市"), by=author, at=noon + DAY)
    with nothing_changes(), pytest.raises(DraftOpen):
        revise_ad(asset_id=asset.pk, content=ads.content(), by=author, at=noon + DAY)
    submit_ad(version_id=second.pk, by=author, at=noon + DAY)
    assert Asset.objects.get(pk=asset.pk).published_version_id == first

    ads.judge(second, "review", noon + DAY)

    asset.refresh_from_db()
    assert asset.published_version_id == second.pk
    ended = AssetVersion.objects.get(pk=first)
    assert ended.state == VersionState.SUPERSEDED
    assert ended.publication.keep_until is not None


def test_a_script_is_known_by_its_words_and_its_goods(noon):
    goods = shop.published(shop.seller(), noon - DAY).goods
    said = "大家好，今天介绍龙泉青瓷茶具。\r\n七天无理由退货，验货付款。"
    version = ads.submitted(noon, kind=AssetKind.SCRIPT, words=said, goods=(goods.pk,))
    ads.judge(version, "review", noon)

    spoken = said.replace("\r\n", "\n")
    assert queries.script_for(spoken, noon, goods=[goods.pk]).asset_id == version.asset_id
    assert queries.script_for(spoken + "全网第一", noon, goods=[goods.pk]) is None
    assert queries.script_for(spoken, noon, goods=[new_id()]) is None
    assert [
        one.asset_id for one in queries.materials_for([goods.pk], noon, medium=Medium.TELEVISION)[goods.pk]
    ] == [version.asset_id]


def test_a_withdrawn_version_and_an_ended_one_are_over(noon):
    author = ads.writer()
    version = ads.submitted(noon, by=author)
    withdraw_ad(version_id=version.pk, by=author, at=noon)
    with nothing_changes(), pytest.raises(WrongState):
        withdraw_ad(version_id=version.pk, by=author, at=noon)

    asset = ads.public(noon)
    end_ad(asset_id=asset.pk, reason="换季", by=ads.writer(), at=noon + DAY)
    assert not queries.is_showable(asset.pk, noon + DAY)


def test_a_supplier_reaches_its_own_advertisements_only(noon):
    foreign = ads.drafted(noon)
    who = shop.seller()
    own = draft_ad(
        wish=AdWish(title="自家茶具", kind=AssetKind.TEXT), content=ads.content(), by=who.writer, at=noon
    )
    assert own.asset.advertiser_id == who.organisation.pk
    with nothing_changes(), pytest.raises(NotFound):
        submit_ad(version_id=foreign.pk, by=who.writer, at=noon)
    wish = AdWish(title="别家", kind=AssetKind.TEXT, advertiser_id=shop.seller("别家").organisation.pk)
    with nothing_changes(), pytest.raises(NotFound):
        draft_ad(wish=wish, content=ads.content(), by=who.writer, at=noon)
    agent = somebody("客服", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(NotAllowed):
        draft_ad(wish=wish, content=ads.content(), by=agent, at=noon)

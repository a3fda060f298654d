"""Advertisements for tests: written, reviewed, public."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.people import LONG_AGO, somebody
from zhanggui.domain.advertising.models import Asset, AssetVersion
from zhanggui.domain.advertising.operations.draft_ad import AdWish, draft_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.operations.take_down_ad import Finding
from zhanggui.domain.advertising.policies import policy_for
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.states import AdClass, AssetKind, Gravity, Ground, Medium
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.documents.models import Document

BAD = Finding(ground=Ground.UNTRUE, gravity=Gravity.MAJOR, what="与检测报告不符")


def writer() -> Actor:
    """Somebody of the house who writes advertisements."""
    Organisation.objects.get_or_create(
        pk=HOUSE, defaults={"kind": Organisation.Kind.HOUSE, "name": "掌柜优选", "created_at": LONG_AGO}
    )
    return somebody("推广编辑", Role.PROGRAMME_SCHEDULER)


def content(**change: object) -> AdContent:
    """A plain advertisement that says nothing wrong."""
    plain = AdContent(
        headline="龙泉青瓷茶具 手工拉坯",
        words="釉色温润，一壶六杯，适合日常冲泡。七天无理由退货。",
        media=(Medium.SHOP, Medium.TELEVISION),
        brand_notes="沿用品牌色与字体；图片为自拍，字体已获授权。",
    )
    return replace(plain, **change)  # type: ignore[arg-type]


def drafted(
    at: datetime, *, by: Actor | None = None, kind: AssetKind = AssetKind.TEXT, **change: object
) -> AssetVersion:
    """A draft of the house."""
    wish = AdWish(title="青瓷茶具推广", kind=kind)
    return draft_ad(wish=wish, content=content(**change), by=by or writer(), at=at)


def submitted(at: datetime, *, by: Actor | None = None, **change: object) -> AssetVersion:
    """A version that waits for its reviewers."""
    author = by or writer()
    return submit_ad(version_id=drafted(at, by=author, **change).pk, by=author, at=at)


def judge(version: AssetVersion, step: str, at: datetime, *, by: Actor | None = None) -> None:
    """The reviewer of this step finds every item in order."""
    review = approvals.review_of(version.pk)
    assert review is not None
    role = Role.AD_REVIEWER if step == "review" else Role.COMPLIANCE_OFFICER
    answers = policy_for(version).all_ok(step)
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.id, judgement=judgement, by=by or somebody("广告审核", role), at=at)


def public(at: datetime, **change: object) -> Asset:
    """An advertisement that may be shown."""
    version = submitted(at, **change)
    for step in policy_for(version).steps:
        judge(version, step.code, at + timedelta(minutes=1))
    return Asset.objects.get(pk=version.asset_id)


def paper(kind: str, *, number: str = "", valid_to: date | None = None) -> Document:
    """A document of the house, filed."""
    author = writer()
    return Document.objects.create(
        type=kind,
        organisation_id=HOUSE,
        file_name=f"{kind}.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        number=number,
        valid_to=valid_to,
        filed_by_id=author.account_id,
        filed_at=LONG_AGO,
    )


NUMBER = "浙食健广审（文）第270131-00012号"


def health_food(**change: object) -> dict[str, object]:
    """What an advertisement of health food holds when it is in order."""
    plain: dict[str, object] = {
        "words": "每日两粒，补充维生素。本品不能代替药物。保健食品不是药物，不能代替药物治疗疾病。",
        "media": (Medium.SHOP,),
        "ad_classes": (AdClass.HEALTH_FOOD,),
        "approval_number": NUMBER,
        "proofs": (paper("ad_approval", number=NUMBER, valid_to=date(2027, 1, 31)).pk,),
    }
    return plain | change

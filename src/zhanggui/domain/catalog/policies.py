"""How goods information is reviewed: item by item, by somebody else (B-2.2.2, B-2.2.3)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.catalog import document_types
from zhanggui.domain.catalog.capabilities import REVIEW_GOODS, REVIEW_WORDS
from zhanggui.domain.training.entitling import certified_for
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject

__all__ = ["CHECKLIST", "GOODS_INFORMATION", "document_types"]

CHECKLIST = (
    Check("name", "The name is true, complete and the customary one"),
    Check("brand", "The brand is right, and the right to use it is proven"),
    Check("specification", "The specification is right, with its unit"),
    Check("model", "The model is right"),
    Check("price", "The price wish is plausible"),
    Check("origin", "The origin is right"),
    Check("maker", "Maker's name and address are given and true"),
    Check("production_date", "The production date is given and right, or the goods have none"),
    Check("shelf_life", "The shelf life is given and right, or the goods have none"),
    Check("quality_report", "The test report covers these goods, is passed and valid"),
    Check("packaging", "The packaging meets its standard, without banned substances"),
    Check("pictures", "The pictures are clear, true and not exaggerated"),
    Check("description", "The description is exact and does not mislead"),
    Check("after_sales", "After-sales terms and return address are complete"),
    Check("category", "The category is the right one"),
)
"""The norm's list (B-2.2.2) and what the sections around it ask (B-2.1.3 to B-2.1.6, B-2.3.4, B-2.3.5)."""


def _content(version: Any) -> dict[str, Any]:
    from zhanggui.domain.catalog.drafts import frozen_content

    return frozen_content(version)


def _publish(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.operations.publish_goods_version import publish_goods_version

    publish_goods_version(version_id=version_id, by=by, at=at)


def _return(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.operations.return_goods_version import return_goods_version

    return_goods_version(version_id=version_id, by=by, at=at)


def _lapse(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.models import GoodsVersion
    from zhanggui.domain.catalog.states import VersionState

    GoodsVersion.objects.filter(pk=version_id, state=VersionState.SUBMITTED).update(
        state=VersionState.WITHDRAWN, decided_at=at
    )


WORDS_CHECKLIST = (
    Check("same", "The words of a group mean the same goods to a customer"),
    Check("brands", "No group leads from the name of one brand to another"),
    Check(
        "claims", "No group leads from an ailment or a promise to goods that may not be advertised with it"
    ),
    Check("slips", "Every slip is none in itself: it names no other goods"),
)


def _words(listed: Any) -> dict[str, Any]:
    content: dict[str, Any] = listed.content
    return content


def _adopt(list_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.operations.adopt_words import adopt_words

    adopt_words(list_id=list_id, by=by, at=at)


def _return_words(list_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.operations.return_words import return_words

    return_words(list_id=list_id, by=by, at=at)


def _lapse_words(list_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.catalog.models import WordList
    from zhanggui.domain.catalog.states import ListState

    lapsed = WordList.objects.filter(pk=list_id, state=ListState.SUBMITTED)
    lapsed.update(state=ListState.WITHDRAWN, decided_at=at)


SEARCH_WORDS = ApprovalPolicy(
    kind="catalog.words",
    title="Words for search",
    steps=(Step("review", REVIEW_WORDS, title="Review item by item", checklist=WORDS_CHECKLIST),),
    deadline=timedelta(days=3),
    content=_words,
    thread=lambda listed: Subject("catalog.wordlist", listed.pk),
    approved=_adopt,
    rejected=_return_words,
    lapsed=_lapse_words,
)

GOODS_INFORMATION = ApprovalPolicy(
    kind="catalog.goods",
    title="Goods information",
    steps=(
        Step(
            "review",
            REVIEW_GOODS,
            title="Review item by item",
            checklist=CHECKLIST,
            entitled=certified_for(Post.PRODUCT_REVIEWER),
        ),
    ),
    deadline=timedelta(days=3),
    content=_content,
    thread=lambda version: Subject("catalog.goods", version.goods_id),
    approved=_publish,
    rejected=_return,
    lapsed=_lapse,
)

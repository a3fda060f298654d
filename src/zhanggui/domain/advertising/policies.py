"""How advertisements are reviewed item by item (B-5.1), and the cases about them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.advertising import document_types
from zhanggui.domain.advertising.capabilities import HANDLE_AD_CASES, REVIEW_ADS, REVIEW_SPECIAL_ADS
from zhanggui.domain.advertising.rules import special
from zhanggui.domain.advertising.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung
from zhanggui.mechanisms.trail import Subject

__all__ = ["AD_COMPLAINT", "AD_REVIEW", "AD_VIOLATION", "SPECIAL_AD_REVIEW", "document_types", "policy_for"]

CHECKLIST = (
    Check("advertiser", "The advertiser is who it says, and may trade in this"),
    Check("hits", "Every marked word was looked at; each excuse holds and is proven"),
    Check(
        "true", "What it says of performance, origin, price and gifts is exact and proven (articles 8, 28)"
    ),
    Check("sources", "Data, quotations and patents name source, scope and period (articles 11, 12)"),
    Check("pictures", "Picture and recording were looked at whole; every word in them is transcribed"),
    Check("symbols", "No state symbol, official, soldier, map or flag is used (article 9)"),
    Check("recognisable", "It can be told that it is an advertisement (article 14)"),
    Check("endorser", "Whoever recommends it has used it, has agreed, and may (articles 33, 38)"),
    Check("rights", "Pictures, names, music and fonts may be used"),
    Check("brand", "It fits the brand and shows what the house is for"),
    Check("minors", "It does no harm to minors and does not urge them (articles 10, 40)"),
    Check("landing", "The page it leads to says the same"),
    Check("ai", "What a machine made is labelled for the eye and in the file"),
)
SPECIAL = (
    Check("number", "The approval number is the authority's own, holds, and is shown"),
    Check("specimen", "Words and pictures are those of the approved specimen, uncut and unchanged"),
    Check("sentences", "The required sentences and signs are shown all the time"),
    Check("assertions", "Nothing promises effect or safety; nobody stands as proof"),
)


def content(version: Any) -> dict[str, Any]:
    """What is approved: everything people read, see or hear, where, and what proves it."""
    from zhanggui.domain.advertising.writing import frozen_content

    return frozen_content(version)


def _publish(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.advertising.operations.publish_ad import publish_ad

    publish_ad(version_id=version_id, by=by, at=at)


def _return(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.advertising.operations.return_ad import return_ad

    return_ad(version_id=version_id, by=by, at=at)


def _lapse(version_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.advertising.models import AssetVersion
    from zhanggui.domain.advertising.states import VersionState

    AssetVersion.objects.filter(pk=version_id, state=VersionState.SUBMITTED).update(
        state=VersionState.WITHDRAWN, decided_at=at
    )


def _thread(version: Any) -> Subject:
    return Subject("advertising.asset", version.asset_id)


_REVIEW = Step("review", REVIEW_ADS, title="Review item by item", checklist=CHECKLIST)

AD_REVIEW = ApprovalPolicy(
    kind="advertising.asset",
    title="Advertisement",
    steps=(_REVIEW,),
    deadline=timedelta(days=3),
    content=content,
    thread=_thread,
    approved=_publish,
    rejected=_return,
    lapsed=_lapse,
)
SPECIAL_AD_REVIEW = ApprovalPolicy(
    kind="advertising.special_asset",
    title="Advertisement of reviewed goods",
    steps=(
        _REVIEW,
        Step("special", REVIEW_SPECIAL_ADS, title="Compare with the authority's approval", checklist=SPECIAL),
    ),
    deadline=timedelta(days=5),
    content=content,
    thread=_thread,
    approved=_publish,
    rejected=_return,
    lapsed=_lapse,
)


def policy_for(version: Any) -> ApprovalPolicy:
    """How this version is reviewed: by one reviewer, or by two where the law is stricter."""
    return SPECIAL_AD_REVIEW if special(version.ad_classes) else AD_REVIEW


_CLOCKS: Mapping[str, Clocks] = {
    Gravity.MINOR: Clocks(respond=timedelta(hours=4), answer=timedelta(days=1), resolve=timedelta(days=7)),
    Gravity.MAJOR: Clocks(respond=timedelta(hours=1), answer=timedelta(hours=24), resolve=timedelta(days=3)),
}
"""The house's own policy: the norm asks for correction at once (B-5.1.4), and gives no number."""
_CHAIN = (Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE))

AD_VIOLATION = CasePolicy(
    kind="advertising.violation",
    title="Unlawful advertisement",
    prefix="GW",
    severities=_CLOCKS,
    handling=HANDLE_AD_CASES,
    escalation=_CHAIN,
    closing=Closing(finding=True, rectification=True),
)
AD_COMPLAINT = CasePolicy(
    kind="advertising.complaint",
    title="Complaint of an advertisement",
    prefix="GT",
    severities=_CLOCKS,
    handling=HANDLE_AD_CASES,
    escalation=_CHAIN,
    closing=Closing(finding=True, reply=True),
)

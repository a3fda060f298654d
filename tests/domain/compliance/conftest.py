"""A compliance officer, a register that is adopted, and policies on their way."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.people import somebody
from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.operations.adopt_register import adopt_register
from zhanggui.domain.compliance.operations.draft_policy import PolicyScope, draft_policy
from zhanggui.domain.compliance.operations.open_comments import open_comments
from zhanggui.domain.compliance.operations.submit_policy import submit_policy
from zhanggui.domain.compliance.states import Area, Audience, Impact
from zhanggui.domain.compliance.writing import PolicyTerms
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

DAY = timedelta(days=1)


@pytest.fixture
def officer(db: None) -> Actor:
    return somebody("合规", Role.COMPLIANCE_OFFICER)


@pytest.fixture
def head(db: None) -> Actor:
    return somebody("负责人", Role.EXECUTIVE)


@pytest.fixture
def adopted(officer: Actor, noon: datetime) -> Actor:
    adopt_register(by=officer, at=noon)
    return officer


def terms(effective: datetime, **change: Any) -> PolicyTerms:
    """What a version says, holding from that day on."""
    told = {"text": "七日无理由退货。", "basis": ["consumer-25"], "effective_on": effective.date()}
    return PolicyTerms(**{**told, **change})


def drafted(
    by: Actor,
    at: datetime,
    audience: Audience = Audience.STAFF,
    *,
    effective: int = 0,
    impact: Impact = Impact.ORDINARY,
    area: Area = Area.AFTER_SALES,
) -> PolicyVersion:
    """A draft of a new policy that is to hold so many days after this moment."""
    scope = PolicyScope(
        code=f"{area.value.replace('_', '-')}-policy",
        title="售后制度",
        area=area,
        audience=audience,
        owner=Role.CS_SUPERVISOR,
        readers=(Role.CS_AGENT,),
    )
    return draft_policy(scope=scope, terms=terms(at + effective * DAY, impact=impact), by=by, at=at)


def decided(version: PolicyVersion, by: Actor, at: datetime) -> None:
    """Approve what is under review."""
    review = approvals.review_of(version.pk)
    assert review is not None
    answers = approvals.policy_of(review.kind).all_ok("review")
    judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.pk, judgement=judgement, by=by, at=at)


def in_force(version: PolicyVersion, head: Actor, at: datetime) -> None:
    """Submitted by its author and approved by the head of the house."""
    submit_policy(version_id=version.pk, by=version.author.actor(), at=at)
    decided(version, head, at)


def announced(by: Actor, head: Actor, at: datetime, *, notice: int, impact: Impact) -> PolicyVersion:
    """A public rule after its comments, published eight days after ``at``, so many before it holds."""
    version = drafted(by, at, Audience.PUBLIC, effective=8 + notice, impact=impact)
    open_comments(version_id=version.pk, by=by, at=at)
    in_force(version, head, at + 8 * DAY)
    return version

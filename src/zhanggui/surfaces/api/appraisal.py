"""Suppliers, for their own programs: their quarters as judged, and what they are charged with."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zhanggui.domain.appraisal import queries
from zhanggui.domain.appraisal.capabilities import SEE
from zhanggui.domain.appraisal.measure import scores_of
from zhanggui.domain.appraisal.models import Assessment, Violation
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.surfaces.api.callers import caller

router = Router()
violations = Router()
Limit = Annotated[int, Field(ge=1, le=100)]


class ScoreOut(Schema):
    """An indicator: points out of a hundred (none: nothing to judge by), and its weight."""

    what: str
    points: int | None
    weight: int


class AssessmentOut(Schema):
    """A quarter, or a new firm's first weeks, as it was judged."""

    id: UUID
    term: str
    since: datetime
    until: datetime
    state: str
    points: int
    grade: str
    action: str
    words: str
    scores: list[ScoreOut]
    figures: dict[str, int]
    objections_until: datetime | None
    frozen_at: datetime | None


class ViolationOut(Schema):
    """A charge and, when there is one, the ruling on it. Amounts in fen."""

    id: UUID
    number: str
    kind: str
    gravity: str
    state: str
    facts: str
    reported_at: datetime
    answer_by: datetime
    decided_at: datetime | None
    appeal_until: datetime | None
    verdict: str | None
    basis: str | None
    measures: list[str]
    penalty_fen: int


@router.get("", response=list[AssessmentOut])
def mine(request: HttpRequest, limit: Limit = 20) -> list[dict[str, Any]]:
    """The firm's assessments, the latest first."""
    found = queries.assessments_of(_supplier(request))[:limit]
    return [_assessment(one) for one in found if one.judgement]


@violations.get("", response=list[ViolationOut])
def charged(request: HttpRequest, limit: Limit = 20) -> list[dict[str, Any]]:
    """What the firm is charged with, the latest first."""
    found = queries.violations_of(_supplier(request)).select_related("hearing")[:limit]
    return [_violation(one) for one in found]


def _supplier(request: HttpRequest) -> Actor:
    by = caller(request)
    if by.organisation_id is None or by.may(SEE):
        raise NotAllowed
    return by


def _assessment(one: Assessment) -> dict[str, Any]:
    columns = ("id", "term", "since", "until", "state", "objections_until", "frozen_at")
    judged = ("points", "grade", "action", "words", "figures")
    told = one.judgement
    assert told is not None
    return {
        **{name: getattr(one, name) for name in columns},
        **{name: getattr(told, name) for name in judged},
        "scores": scores_of(told),
    }


def _violation(one: Violation) -> dict[str, Any]:
    columns = (
        "id", "number", "kind", "gravity", "state", "facts", "reported_at", "decided_at", "appeal_until",
    )  # fmt: skip
    ruling = one.ruling
    return {
        **{name: getattr(one, name) for name in columns},
        "answer_by": one.hearing.answer_by,
        "verdict": ruling.verdict if ruling else None,
        "basis": ruling.basis if ruling else None,
        "measures": ruling.measures if ruling else [],
        "penalty_fen": ruling.penalty_fen if ruling else 0,
    }

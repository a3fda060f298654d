"""A supplier that sold something in a quarter, and the people who judge it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.domain.finance.conftest import (
    accountant,
    agent,
    buyer,
    customer,
    deliver,
    director,
    keeper,
    seller,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from tests.people import LONG_AGO, somebody
from zhanggui.domain.appraisal.models import Assessment, Ruling, Violation
from zhanggui.domain.appraisal.objecting import Said
from zhanggui.domain.appraisal.operations.answer_hearing import answer_hearing
from zhanggui.domain.appraisal.operations.hear_supplier import hear_supplier
from zhanggui.domain.appraisal.operations.judge_assessment import Wish, judge_assessment
from zhanggui.domain.appraisal.operations.open_assessment import open_assessment
from zhanggui.domain.appraisal.operations.propose_ruling import RulingWish, propose_ruling
from zhanggui.domain.appraisal.operations.report_violation import Report, report_violation
from zhanggui.domain.appraisal.proving import Record, Shown
from zhanggui.domain.appraisal.rules import Counted, Period
from zhanggui.domain.appraisal.states import Action, Gravity, MeasureKind, Source, Verdict, ViolationKind
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import HOUSE, SYSTEM, Actor
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement
from zhanggui.mechanisms.approvals import Verdict as Decided
from zhanggui.mechanisms.trail import Subject

__all__ = [
    "accountant", "agent", "buyer", "customer", "deliver", "director", "keeper", "seller", "sold", "supplier",
    "thing", "warehouse", "wish",
]  # fmt: skip

DAY = timedelta(days=1)
QUARTER = Period.of_quarter(date(2026, 7, 1))
GOOD = Counted(sales_fen=4_000_000, pieces=1000, ratings=100, stars=480, questions=10, answered_in_time=10)
MIDDLING = Counted(sales_fen=900_000, pieces=1000, ratings=10, stars=38, returned=40, minor=1)
BAD = Counted(sales_fen=100_000, pieces=100, ratings=10, stars=20, returned=30, complaints=2, major=1)
NOTED = "10月3日抽检，釉面铅溶出量超标"


@pytest.fixture
def house(db: None, settings: Any, tmp_path: Path) -> Organisation:
    """The house, with a vault of its own for papers."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return Organisation.objects.create(
        id=HOUSE, kind=Organisation.Kind.HOUSE, name="掌柜", created_at=LONG_AGO
    )


@pytest.fixture
def manager(db: None) -> Actor:
    """Who looks after suppliers."""
    return somebody("供应商经理", Role.SUPPLIER_MANAGER)


@pytest.fixture
def officer(db: None) -> Actor:
    return somebody("合规", Role.COMPLIANCE_OFFICER)


def approved(kind: str, subject: Any, *, by: Actor, at: datetime, verdict: Decided = Decided.APPROVE) -> None:
    """Somebody decides on a version."""
    policy = approvals.policy_of(kind)
    step = policy.steps[0].code
    review = approvals.review_of(subject.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=verdict, answers=policy.all_ok(step), note="看过了")
    approvals.decide(review_id=review.id, judgement=judgement, by=by, at=at)


@pytest.fixture
def assessed(supplier: Supplier, noon: datetime) -> Callable[..., Assessment]:
    """The quarter before this one, counted."""

    def made(counted: Counted = GOOD, period: Period = QUARTER) -> Assessment:
        return open_assessment(supplier_id=supplier.id, period=period, counted=counted, by=SYSTEM, at=noon)

    return made


@pytest.fixture
def shown(
    assessed: Callable[..., Assessment], manager: Actor, director: Actor, noon: datetime
) -> Callable[..., Assessment]:
    """The same, judged and approved: the supplier sees it."""

    def made(counted: Counted = GOOD, action: Action = Action.GO_ON, **more: Any) -> Assessment:
        assessment = assessed(counted)
        said = Wish(action=action, words="继续保持", **more)
        judgement = judge_assessment(assessment_id=assessment.id, wish=said, by=manager, at=noon)
        approved("appraisal.judgement", judgement, by=director, at=noon)
        assessment.refresh_from_db()
        return assessment

    return made


def record(what: str = NOTED) -> Shown:
    """Some record of the house, as proof."""
    return Shown(records=[Record(subject=Subject("inventory.spotcheck", new_id()), told=what)])


def number_of(thing: Any) -> str:
    """The number of the goods that are on sale."""
    return Sku.objects.get(pk=thing.sku_id).goods.number


@pytest.fixture
def reported(supplier: Supplier, thing: Any, officer: Actor, noon: datetime) -> Callable[..., Violation]:
    """A violation with goods that it is about."""

    def made(
        kind: ViolationKind = ViolationKind.COUNTERFEIT,
        goods: Sequence[str] | None = None,
        gravity: Gravity = Gravity.MAJOR,
    ) -> Violation:
        report = Report(
            supplier_id=supplier.id,
            kind=kind,
            source=Source.CHECK,
            gravity=gravity,
            facts=NOTED,
            shown=record(),
            goods=[number_of(thing)] if goods is None else goods,
        )
        return report_violation(report=report, by=officer, at=noon)

    return made


@pytest.fixture
def heard(
    reported: Callable[..., Violation], officer: Actor, seller: Actor, noon: datetime
) -> Callable[..., Violation]:
    """The same, and the supplier has answered."""

    def made(**more: Any) -> Violation:
        violation = reported(**more)
        hear_supplier(violation_id=violation.id, question="请说明", by=officer, at=noon + DAY)
        said = Said(text="该批次由代工厂生产，已停产")
        answer_hearing(violation_id=violation.id, said=said, by=seller, at=noon + 2 * DAY)
        violation.refresh_from_db()
        return violation

    return made


def ruling_of(*measures: MeasureKind, **more: Any) -> RulingWish:
    """A proven violation, and what is done."""
    plain: dict[str, Any] = {"verdict": Verdict.PROVEN, "basis": "合作协议第 8 条", "reasons": "检测报告证实"}
    return RulingWish(**{**plain, "measures": measures or (MeasureKind.WARNING,), **more})


@pytest.fixture
def ruled(
    heard: Callable[..., Violation], officer: Actor, director: Actor, noon: datetime
) -> Callable[..., Violation]:
    """The same, ruled."""

    def made(*measures: MeasureKind, violation: Violation | None = None, **more: Any) -> Violation:
        found = violation or heard()
        proposed = propose(found, officer, noon + 3 * DAY, *measures, **more)
        approved("appraisal.ruling", proposed, by=director, at=noon + 3 * DAY)
        found.refresh_from_db()
        return found

    return made


def propose(violation: Violation, by: Actor, at: datetime, *measures: MeasureKind, **more: Any) -> Ruling:
    """A ruling that somebody else has not approved yet."""
    return propose_ruling(violation_id=violation.id, wish=ruling_of(*measures, **more), by=by, at=at)

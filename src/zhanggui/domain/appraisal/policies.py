"""Who agrees to what is said of a supplier, and the cases that follow: objections, violations, plans."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.capabilities import APPROVE, APPROVE_RULINGS, HANDLE_CASES
from zhanggui.domain.appraisal.operations.drop_judgement import drop_judgement
from zhanggui.domain.appraisal.operations.drop_ruling import drop_ruling
from zhanggui.domain.appraisal.operations.rule_violation import rule_violation
from zhanggui.domain.appraisal.operations.show_assessment import show_assessment
from zhanggui.domain.appraisal.queries import refuse_open_objection, refuse_unruled
from zhanggui.domain.appraisal.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung
from zhanggui.mechanisms.trail import Subject


def _days(key: str) -> Callable[[datetime], datetime]:
    return lambda opened_at: opened_at + timedelta(days=norm(key, on=opened_at))


def _show(judgement_id: UUID, by: Actor, at: datetime) -> None:
    show_assessment(judgement_id=judgement_id, by=by, at=at)


def _judge_again(judgement_id: UUID, by: Actor, at: datetime) -> None:
    drop_judgement(judgement_id=judgement_id, by=by, at=at)


def _rule(ruling_id: UUID, by: Actor, at: datetime) -> None:
    rule_violation(ruling_id=ruling_id, by=by, at=at)


def _rule_not(ruling_id: UUID, by: Actor, at: datetime) -> None:
    drop_ruling(ruling_id=ruling_id, by=by, at=at)


def _of_assessed(judgement: Any) -> Subject:
    return Subject("partners.supplier", judgement.assessment.supplier_id)


def _of_charged(ruling: Any) -> Subject:
    return Subject("partners.supplier", ruling.violation.supplier_id)


JUDGEMENT = ApprovalPolicy(
    kind="appraisal.judgement",
    title="Assessment of a supplier",
    steps=(
        Step(
            "approve",
            APPROVE,
            title="Approve",
            checklist=(
                Check("figures", "The figures are those recorded, and their source rows were looked at"),
                Check(
                    "adjusted", "Points added or taken by hand have a reason that holds, or there are none"
                ),
                Check("follows", "What follows fits the grade and the agreement"),
            ),
        ),
    ),
    deadline=timedelta(days=10),
    content=rules.judgement_content,
    thread=_of_assessed,
    approved=_show,
    rejected=_judge_again,
    lapsed=_judge_again,
)

RULING = ApprovalPolicy(
    kind="appraisal.ruling",
    title="Ruling on a violation",
    steps=(
        Step(
            "approve",
            APPROVE_RULINGS,
            title="Approve",
            checklist=(
                Check("shown", "The evidence shows what is found, or it is not found"),
                Check("heard", "The supplier was told and could answer; what it said was weighed"),
                Check("basis", "The rule that is named says so, and was known to the supplier"),
                Check("measures", "The measures fit how grave it is, and like cases"),
                Check("customers", "It was asked whether customers are affected"),
            ),
        ),
    ),
    deadline=timedelta(days=7),
    content=rules.ruling_content,
    thread=_of_charged,
    approved=_rule,
    rejected=_rule_not,
    lapsed=_rule_not,
)

CHAIN = (Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE))

VIOLATION = CasePolicy(
    kind="appraisal.violation",
    title="Violation by a supplier",
    prefix="WG",
    severities={
        Gravity.MINOR: Clocks(respond=timedelta(days=3), resolve=timedelta(days=30)),
        Gravity.MAJOR: Clocks(respond=timedelta(days=1), resolve=timedelta(days=15)),
    },
    handling=HANDLE_CASES,
    escalation=CHAIN,
    closing=Closing(finding=True),
    resolved=refuse_unruled,
)
"""Taken up when the supplier is heard, resolved by the ruling. The clocks are house policy."""

OBJECTION = CasePolicy(
    kind="appraisal.objection",
    title="Objection of a supplier",
    prefix="YY",
    severities={Gravity.MINOR: Clocks(respond=timedelta(days=2), resolve=timedelta(days=10))},
    handling=HANDLE_CASES,
    escalation=CHAIN,
    closing=Closing(finding=True),
    resolved=refuse_open_objection,
)
"""Resolved by the decision about it."""

IMPROVEMENT = CasePolicy(
    kind="appraisal.improvement",
    title="Improvement plan of a supplier",
    prefix="GJ",
    severities={
        Gravity.MAJOR: Clocks(respond=timedelta(days=3), resolve=_days("appraisal.improvement_days"))
    },
    handling=HANDLE_CASES,
    escalation=CHAIN,
    closing=Closing(finding=True, rectification=True),
)
"""What an unqualified supplier has to put right, and that it did (B-3.3.3)."""

"""Who agrees to how a risk is met, and to more time; and what happens when a risk comes true."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.governance.capabilities import (
    ACCEPT_HIGH_RISKS,
    AGREE_STRATEGIES,
    APPROVE_MANDATES,
    GRANT_TIME,
    HANDLE_EVENTS,
)
from zhanggui.domain.governance.operations.decide_extension import decide_extension
from zhanggui.domain.governance.operations.decide_mandate import decide_mandate
from zhanggui.domain.governance.operations.decide_strategy import decide_strategy
from zhanggui.domain.governance.states import Gravity, Level
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung
from zhanggui.mechanisms.trail import Subject

Outcome = Callable[[UUID, Actor, datetime], object]


def _strategy(verb: str) -> Outcome:
    return lambda subject, by, at: decide_strategy(strategy_id=subject, verb=verb, by=by, at=at)


def _extension(verb: str) -> Outcome:
    return lambda subject, by, at: decide_extension(extension_id=subject, verb=verb, by=by, at=at)


def _mandate(verb: str) -> Outcome:
    return lambda subject, by, at: decide_mandate(mandate_id=subject, verb=verb, by=by, at=at)


AGREED = Step(
    "agree",
    AGREE_STRATEGIES,
    title="Agree",
    checklist=(
        Check("scored", "The scores are current and rest on evidence"),
        Check("fits", "The strategy fits the level, and its target can be reached"),
        Check("worth", "What it costs was compared with what the risk costs"),
    ),
)
BORNE = Step(
    "approve",
    ACCEPT_HIGH_RISKS,
    title="Answer for it",
    checklist=(
        Check("known", "The house knows what is at stake, and can bear what is left"),
        Check("backed", "People and money for the measures are there"),
    ),
)


def _risk_policy(kind: str, title: str, steps: tuple[Step, ...]) -> ApprovalPolicy:
    return ApprovalPolicy(
        kind=kind,
        title=title,
        steps=steps,
        deadline=timedelta(days=10),
        content=lambda strategy: strategy.content(),
        thread=lambda strategy: Subject("governance.risk", strategy.risk_id),
        approved=_strategy("adopt"),
        rejected=_strategy("return"),
        lapsed=_strategy("withdraw"),
    )


STRATEGY = _risk_policy("governance.strategy", "How a risk is met", (AGREED,))
HIGH_STRATEGY = _risk_policy("governance.high_strategy", "How a high risk is met", (AGREED, BORNE))
BY_LEVEL = {Level.LOW: STRATEGY, Level.MEDIUM: STRATEGY, Level.HIGH: HIGH_STRATEGY}
"""The higher the risk, the higher the post that answers for it (B-9.3.2)."""

EXTENSION = ApprovalPolicy(
    kind="governance.extension",
    title="More time for a measure",
    steps=(
        Step(
            "grant",
            GRANT_TIME,
            title="Grant",
            checklist=(
                Check("reason", "What delayed it could not be helped"),
                Check("meanwhile", "What could happen until then can be borne"),
            ),
        ),
    ),
    deadline=timedelta(days=7),
    content=lambda extension: extension.content(),
    approved=_extension("adopt"),
    rejected=_extension("return"),
    lapsed=_extension("withdraw"),
)

EVENT = CasePolicy(
    kind="governance.event",
    title="A risk came true",
    prefix="FX",
    severities={
        Gravity.MINOR: Clocks(respond=timedelta(hours=4), resolve=timedelta(days=5)),
        Gravity.MAJOR: Clocks(respond=timedelta(minutes=30), resolve=timedelta(days=2)),
    },
    handling=HANDLE_EVENTS,
    escalation=(Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True),
)
"""The clocks are house policy. Closing says what was found and what was put right."""

MANDATE = ApprovalPolicy(
    kind="governance.mandate",
    title="Charter or plan of the auditors",
    steps=(
        Step(
            "approve",
            APPROVE_MANDATES,
            title="Approve",
            checklist=(
                Check("independent", "The auditors are independent and may read everything"),
                Check("risks", "What is audited follows from the risks of the house"),
                Check("means", "Time and people suffice"),
            ),
        ),
    ),
    deadline=timedelta(days=14),
    content=lambda mandate: mandate.content(),
    approved=_mandate("adopt"),
    rejected=_mandate("return"),
    lapsed=_mandate("withdraw"),
)

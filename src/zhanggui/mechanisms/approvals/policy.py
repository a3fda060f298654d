"""Approval policies: declared in code by the package whose versions are reviewed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Capability
from zhanggui.mechanisms.approvals.states import Verdict
from zhanggui.mechanisms.trail import Subject

Outcome = Callable[[UUID, Actor, datetime], object]
"""A domain function told of the outcome, with the version's id, in the same transaction."""

Entitlement = Callable[[Actor, datetime], None]
"""A domain function that refuses who may not decide now, though they hold the capability."""


@dataclass(frozen=True, slots=True)
class Check:
    """One item of a checklist: its code, and the statement the reviewer answers (a message id)."""

    code: str
    statement: str


@dataclass(frozen=True, slots=True)
class Step:
    """One named step: who may decide it, what they answer item by item, and how many people it takes.

    ``entitled`` refuses a person who lacks more than the capability: at a key post, a valid certificate.
    ``ready`` refuses an approval while a record is missing that the step stands on; ``passed`` is told when
    the step, not the last one perhaps, is approved. Both in the transaction of the decision.
    """

    code: str
    capability: Capability
    title: str = ""
    checklist: tuple[Check, ...] = ()
    approvers: int = 1
    entitled: Entitlement | None = None
    ready: Outcome | None = None
    passed: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer found under one item of the checklist."""

    ok: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one person decides at one step: the verdict, the answers, the reason and the evidence looked at.

    ``evidence`` holds ids of documents. A rejection needs a ``note`` that says why.
    """

    step: str
    verdict: Verdict
    answers: Mapping[str, Answer] = field(default_factory=dict)
    note: str = ""
    evidence: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ApprovalPolicy:
    """How versions of one kind become approved.

    ``several_steps_per_person`` lets one person decide more than one step of the same review; by default
    three steps are three people. ``content`` recomputes what the digest was taken of, so that a version
    changed underneath is noticed. ``thread`` names the larger story (the goods, the supplier) whose timeline
    shows the review. ``lapsed`` is told of withdrawal and expiry.
    """

    kind: str
    title: str
    steps: tuple[Step, ...]
    deadline: timedelta | None = None
    several_steps_per_person: bool = False
    content: Callable[[Any], Mapping[str, Any]] | None = None
    thread: Callable[[Any], Subject] | None = None
    approved: Outcome | None = None
    rejected: Outcome | None = None
    lapsed: Outcome | None = None

    def __post_init__(self) -> None:
        codes = [step.code for step in self.steps]
        if not codes or len(set(codes)) != len(codes):
            raise ValueError(f"{self.kind}: a policy needs steps with different codes")
        if any(step.approvers < 1 for step in self.steps):
            raise ValueError(f"{self.kind}: each step needs at least one approver")
        if _POLICIES.setdefault(self.kind, self) is not self:
            raise ValueError(f"{self.kind}: there is another policy of this kind")

    def step(self, code: str) -> Step:
        """The step of this code. Raises ``KeyError``."""
        return {step.code: step for step in self.steps}[code]

    def all_ok(self, code: str) -> dict[str, Answer]:
        """A full set of good answers for the step."""
        return {check.code: Answer(ok=True) for check in self.step(code).checklist}


_POLICIES: dict[str, ApprovalPolicy] = {}


def policies() -> tuple[ApprovalPolicy, ...]:
    """Every policy declared so far."""
    return tuple(_POLICIES.values())


def policy_of(kind: str) -> ApprovalPolicy:
    """The policy of this kind. Raises ``KeyError``."""
    return _POLICIES[kind]

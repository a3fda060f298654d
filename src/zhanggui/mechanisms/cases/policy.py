"""Case policies: declared in code by the package whose cases they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Capability, Role
from zhanggui.mechanisms.cases.states import Clock
from zhanggui.mechanisms.trail import Subject

Limit = timedelta | Callable[[datetime], datetime]
"""How long a clock runs: wall time from the opening, or a function from the opening to the due moment."""

Outcome = Callable[[UUID, Actor, datetime], object]
"""A domain function told of the outcome, with the id of the case's subject, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The three clocks of one severity; ``None`` where the norm sets none."""

    respond: Limit | None = None
    answer: Limit | None = None
    resolve: Limit | None = None

    def due(self, clock: Clock, started_at: datetime) -> datetime | None:
        """When this clock runs out, if it runs at all."""
        limit: Limit | None = getattr(self, clock.value)
        if limit is None:
            return None
        return started_at + limit if isinstance(limit, timedelta) else limit(started_at)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the escalation chain: at this percentage of a clock the case is shown to this post."""

    percent: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What a case must have before it closes."""

    finding: bool = True
    rectification: bool = False
    reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a case is opened with.

    ``subject`` is the domain's own row (a complaint, a violation); ``thread`` the larger story it belongs to
    (an order, a supplier); ``party`` the account of the customer or partner concerned, who may read the
    public entries and write to the case.
    """

    subject: Subject
    title: str
    severity: str
    text: str = ""
    party_id: UUID | None = None
    thread: Subject | None = None
    owner_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CasePolicy:
    """How cases of one kind are handled.

    ``severities`` from the lightest to the gravest. ``causes`` are the classes a resolved case is filed under
    (code to message id); where there are any, a case cannot be resolved without one. A closed case may be
    reopened for ``reopen_within``.
    """

    kind: str
    title: str
    prefix: str
    severities: Mapping[str, Clocks]
    handling: Capability
    escalation: tuple[Rung, ...] = ()
    closing: Closing = Closing()
    causes: Mapping[str, str] | None = None
    reopen_within: timedelta = timedelta(days=30)
    resolved: Outcome | None = None
    closed: Outcome | None = None
    reopened: Outcome | None = None

    def __post_init__(self) -> None:
        if not self.severities:
            raise ValueError(f"{self.kind}: a policy needs severities")
        if _POLICIES.setdefault(self.kind, self) is not self:
            raise ValueError(f"{self.kind}: there is another policy of this kind")

    @property
    def percents(self) -> tuple[int, ...]:
        """At which shares of a clock somebody is told."""
        return tuple(rung.percent for rung in self.escalation)

    def level_at(self, percent: int) -> int:
        """How many rungs have been climbed when a clock stands at this percentage."""
        return sum(rung.percent <= percent for rung in self.escalation)

    def role_at(self, level: int) -> Role | None:
        """Who is to look at a case escalated to this level (0: nobody beyond its owner)."""
        return self.escalation[level - 1].role if level else None


_POLICIES: dict[str, CasePolicy] = {}


def policies() -> tuple[CasePolicy, ...]:
    """Every policy declared so far."""
    return tuple(_POLICIES.values())


def policy_of(kind: str) -> CasePolicy:
    """The policy of this kind. Raises ``KeyError``."""
    return _POLICIES[kind]

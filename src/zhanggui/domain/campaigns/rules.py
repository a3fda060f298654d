"""What a plan must say, what a code looks like, and how effect is reckoned. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.advertising.states import Medium

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a code made by the house: nothing that sounds or looks like another (no I, O, 0, 1)."""
CODE_LENGTH = 6
TEXT_MAX = 4_000
TARGETS = ("reach", "clicks", "orders", "revenue_fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the run sheet."""

    what: str
    who: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """What may go wrong, what is done then, and who is on duty."""

    risk: str
    measure: str
    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """A plan as it is written (B-5.2.1, B-5.2.2, B-5.2.3)."""

    purpose: str
    features: str
    audience: str
    content: str
    form: str
    media: tuple[Medium, ...]
    trend: str
    sensitivities: str
    targets: Mapping[str, int]
    budget_fen: int
    starts_at: datetime
    ends_at: datetime
    tasks: tuple[Task, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    lessons: tuple[UUID, ...] = ()


TEXTS = ("purpose", "features", "audience", "content", "form", "trend", "sensitivities")


def wrong(plan: PlanWish) -> list[str]:
    """Fields that cannot be so, even in a draft."""
    found = [name for name in TEXTS if len(getattr(plan, name)) > TEXT_MAX]
    if plan.ends_at <= plan.starts_at:
        found.append("ends_at")
    if plan.budget_fen < 0:
        found.append("budget_fen")
    if set(plan.targets) - set(TARGETS) or any(value < 0 for value in plan.targets.values()):
        found.append("targets")
    return found


def wanting(plan: PlanWish) -> list[str]:
    """Fields that are missing when it goes to review."""
    found = [name for name in TEXTS if not getattr(plan, name).strip()]
    found += [name for name in ("media", "tasks", "emergencies") if not getattr(plan, name)]
    if not plan.targets.get("reach") or not plan.targets.get("orders"):
        found.append("targets")
    return found


def stored(plan: PlanWish) -> dict[str, Any]:
    """The plan as columns of a version."""
    return {
        **{name: getattr(plan, name).strip() for name in TEXTS},
        "media": sorted(set(plan.media)),
        "targets": dict(plan.targets),
        "budget_fen": plan.budget_fen,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "tasks": [{"what": one.what, "who": one.who, "due_at": one.due_at.isoformat()} for one in plan.tasks],
        "emergencies": [
            {"risk": one.risk, "measure": one.measure, "duty": one.duty} for one in plan.emergencies
        ],
        "lessons": list(plan.lessons),
    }


def plan_of(row: Mapping[str, Any]) -> PlanWish:
    """The plan from columns as ``stored`` wrote them."""
    return PlanWish(
        **{name: row[name] for name in (*TEXTS, "targets", "budget_fen", "starts_at", "ends_at")},
        media=tuple(Medium(one) for one in row["media"]),
        tasks=tuple(
            Task(what=one["what"], who=one["who"], due_at=datetime.fromisoformat(one["due_at"]))
            for one in row["tasks"]
        ),
        emergencies=tuple(Emergency(**one) for one in row["emergencies"]),
        lessons=tuple(row["lessons"]),
    )


def made_code(seed: str) -> str:
    """A short code from something that is used once."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def read_code(typed: str) -> str:
    """A code as somebody typed or said it: small letters and spaces do not matter."""
    return "".join(typed.split()).upper()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What came of one medium, or of all: people reached, what they did, what it earned and cost."""

    reach: int = 0
    clicks: int = 0
    orders: int = 0
    confirmed: int = 0
    lost: int = 0
    revenue_fen: int = 0
    costed_fen: int = 0
    margin_fen: int = 0
    spent_fen: int = 0
    ratings: int = 0
    stars: int = 0

    @property
    def attention(self) -> float | None:
        """Clicks for each person reached (关注率)."""
        return self.clicks / self.reach if self.reach else None

    @property
    def conversion(self) -> float | None:
        """Orders for each click (转化率)."""
        return self.orders / self.clicks if self.clicks else None

    @property
    def margin(self) -> float | None:
        """Margin for each yuan of revenue whose cost is on file."""
        return self.margin_fen / self.costed_fen if self.costed_fen else None

    @property
    def earned_for_each_yuan(self) -> float | None:
        """Revenue for each yuan spent."""
        return self.revenue_fen / self.spent_fen if self.spent_fen else None

    @property
    def satisfaction(self) -> float | None:
        """Mean stars of the orders that were rated (满意度)."""
        return self.stars / self.ratings if self.ratings else None

    def as_row(self) -> dict[str, int]:
        """As it is frozen in a summary."""
        return {name: getattr(self, name) for name in _NUMBERS}


_NUMBERS = (
    "reach",
    "clicks",
    "orders",
    "confirmed",
    "lost",
    "revenue_fen",
    "costed_fen",
    "margin_fen",
    "spent_fen",
    "ratings",
    "stars",
)


def total(effects: Iterable[Effect]) -> Effect:
    """All media together."""
    listed = list(effects)
    return Effect(**{name: sum(getattr(one, name) for one in listed) for name in _NUMBERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """One conclusion: what was found, what follows, and who does what differently."""

    finding: str
    decision: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How an effect was judged, and what was learnt (B-5.4)."""

    text: str
    methods: tuple[str, ...]
    sample: str
    conclusions: tuple[Learnt, ...] = field(default=())


METHODS_AT_LEAST = 2


def judged_wanting(judged: Judged) -> list[str]:
    """What a summary or an evaluation lacks: two methods at least, the data, and a conclusion."""
    found = [name for name in ("text", "sample") if not getattr(judged, name).strip()]
    if len(set(judged.methods)) < METHODS_AT_LEAST:
        found.append("methods")
    if not judged.conclusions or any(
        not one.finding.strip() or not one.measure.strip() for one in judged.conclusions
    ):
        found.append("conclusions")
    return found

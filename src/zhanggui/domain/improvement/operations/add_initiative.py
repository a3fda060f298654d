"""Adding an initiative to the draft of a year's plan: for which goal, by whom, at what cost, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty, refuse_stranger
from zhanggui.domain.improvement.capabilities import DRAFT_PLANS
from zhanggui.domain.improvement.facts import InitiativeAdded
from zhanggui.domain.improvement.keeping import held_plan, next_number
from zhanggui.domain.improvement.models import Initiative, Milestone, Plan
from zhanggui.domain.improvement.refusals import MilestonesMissing, NotOfThisPlan, WrongKindOfPlan
from zhanggui.domain.improvement.states import PLAN, InitiativeKind, PlanKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

PREFIX = {InitiativeKind.OPERATION: "JH", InitiativeKind.RESEARCH: "YF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeWish:
    """Which goal it serves, what it is, who works on it, its budget in fen, and its milestones by day."""

    goal_id: UUID
    kind: InitiativeKind
    title: str
    aim: str
    team: str
    owner_id: UUID
    budget_fen: int
    milestones: Sequence[tuple[str, date]]
    depends_on_id: UUID | None = None


@transaction.atomic
def add_initiative(*, plan_id: UUID, wish: InitiativeWish, by: Actor, at: datetime) -> Initiative:
    """Add it (B-10.4.2, B-10.3.1).

    Raises ``WrongKindOfPlan``, ``WrongState``, ``SayMore``, ``NoSuchOwner``, ``NotOfThisPlan`` and
    ``MilestonesMissing``.
    """
    by.require(DRAFT_PLANS)
    plan = held_plan(plan_id)
    PLAN.after(plan.state, "add")
    if plan.kind != PlanKind.YEAR:
        raise WrongKindOfPlan
    refuse_empty(title=wish.title, text=wish.aim, what=wish.team)
    refuse_stranger(wish.owner_id)
    _refuse_elsewhere(plan, wish)

    initiative = Initiative.objects.create(
        number=next_number(PREFIX[wish.kind]),
        plan=plan,
        goal_id=wish.goal_id,
        kind=wish.kind.value,
        title=wish.title.strip(),
        aim=wish.aim.strip(),
        team=wish.team.strip(),
        owner_id=wish.owner_id,
        budget_fen=wish.budget_fen,
        depends_on_id=wish.depends_on_id,
    )
    Milestone.objects.bulk_create(
        Milestone(initiative=initiative, title=title.strip()[:120], due_on=due)
        for title, due in wish.milestones
    )

    fact = InitiativeAdded(number=initiative.number, title=initiative.title, budget_fen=wish.budget_fen)
    trail.record(fact, on=initiative, by=by, at=at, thread=plan)
    return initiative


def _refuse_elsewhere(plan: Plan, wish: InitiativeWish) -> None:
    """Goals are of the strategy, what it waits for is of the same plan, milestones lie in its year."""
    strategy = plan.strategy
    if strategy is None or not strategy.goals.filter(pk=wish.goal_id).exists():
        raise NotOfThisPlan
    if wish.depends_on_id and not plan.initiatives.filter(pk=wish.depends_on_id).exists():
        raise NotOfThisPlan
    if not wish.milestones or any(
        not title.strip() or due.year != plan.year for title, due in wish.milestones
    ):
        raise MilestonesMissing(year=plan.year)

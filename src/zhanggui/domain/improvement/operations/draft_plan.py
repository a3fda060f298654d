"""Drafting a strategy, or the plan of a year for one that is in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import DRAFT_PLANS
from zhanggui.domain.improvement.facts import PlanDrafted
from zhanggui.domain.improvement.models import Plan
from zhanggui.domain.improvement.plans import strategy_of
from zhanggui.domain.improvement.refusals import NoStrategy, YearsCrossed
from zhanggui.domain.improvement.states import PlanKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWish:
    """Strategy or plan, its years, its title, and the analysis it rests on."""

    kind: PlanKind
    year: int
    until_year: int
    title: str
    rests_on: str


@transaction.atomic
def draft_plan(*, wish: PlanWish, by: Actor, at: datetime) -> Plan:
    """Begin a version, to which goals or initiatives are added (B-10.4.1, B-10.4.2).

    Raises ``SayMore``, ``YearsCrossed`` and ``NoStrategy``.
    """
    by.require(DRAFT_PLANS)
    refuse_empty(title=wish.title, text=wish.rests_on)
    yearly = wish.kind == PlanKind.YEAR
    if wish.until_year < wish.year or (yearly and wish.until_year != wish.year):
        raise YearsCrossed
    strategy = strategy_of(wish.year) if yearly else None
    if yearly and strategy is None:
        raise NoStrategy(year=wish.year)

    plan = Plan.objects.create(
        kind=wish.kind.value,
        year=wish.year,
        until_year=wish.until_year,
        number=Plan.objects.filter(kind=wish.kind, year=wish.year).count() + 1,
        title=wish.title.strip(),
        rests_on=wish.rests_on.strip(),
        strategy=strategy,
        drafted_by_id=by.account_id,
        drafted_at=at,
    )

    trail.record(PlanDrafted(title=plan.title, version=plan.number), on=plan, by=by, at=at)
    return plan

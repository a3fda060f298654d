"""Planning the inspection of a category: how many pieces of a lot are looked at, and for what (A-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from zhanggui.domain.inventory.capabilities import PLAN_INSPECTION
from zhanggui.domain.inventory.facts import InspectionPlanned
from zhanggui.domain.inventory.models import InspectionPlan
from zhanggui.domain.inventory.refusals import PlanNotSound
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTerms:
    """``percent`` of a lot, at least ``least`` pieces; more than ``defects_most`` defective fail the lot."""

    percent: int
    least: int
    defects_most: int
    checks: Sequence[str]


@transaction.atomic
def plan_inspection(*, category_id: UUID, terms: PlanTerms, by: Actor, at: datetime) -> InspectionPlan:
    """The plan of a category and those below it from now on; the one before ends. Raises ``PlanNotSound``."""
    by.require(PLAN_INSPECTION)
    category = apps.get_model("catalog", "Category").objects.filter(pk=category_id).first()
    if category is None:
        raise NotFound
    checks = [check.strip() for check in terms.checks if check.strip()]
    if not 1 <= terms.percent <= 100 or not checks:
        raise PlanNotSound
    InspectionPlan.objects.locked().filter(category_id=category_id, ended_at=None).update(ended_at=at)
    plan = InspectionPlan.objects.create(
        category=category,
        sample_percent=terms.percent,
        sample_least=terms.least,
        defects_most=terms.defects_most,
        checks=checks,
        made_by_id=by.account_id,
        started_at=at,
    )
    fact = InspectionPlanned(category=category.name_zh, percent=terms.percent)
    trail.record(fact, on=plan, by=by, at=at)
    return plan

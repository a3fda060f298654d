"""Rows held for change, numbers, and what several verbs ask of their answers."""

from uuid import UUID

from django.db import connection

from zhanggui.domain.improvement.models import Idea, Improvement, Initiative, Metric, Plan, Release
from zhanggui.domain.improvement.refusals import MetricGone, NotItsInitiator
from zhanggui.domain.improvement.states import PlanState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound


def held_improvement(improvement_id: UUID) -> Improvement:
    """This improvement, held for change. Raises ``NotFound``."""
    found = Improvement.objects.locked().select_related("metric").filter(pk=improvement_id).first()
    if found is None:
        raise NotFound
    return found


def held_metric(metric_id: UUID) -> Metric:
    """This metric, held for change. Raises ``NotFound`` and ``MetricGone``."""
    found = Metric.objects.locked().filter(pk=metric_id).first()
    if found is None:
        raise NotFound
    if found.retired_at is not None:
        raise MetricGone
    return found


def next_number(prefix: str) -> str:
    """The next number of an analysis or an improvement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('improvement_number')")
        return f"{prefix}{cursor.fetchone()[0]}"


def held_plan(plan_id: UUID) -> Plan:
    """This plan, held for change. Raises ``NotFound``."""
    found = Plan.objects.locked().filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def adopted_initiative(initiative_id: UUID) -> Initiative:
    """This initiative of an adopted plan, held for change. Raises ``NotFound`` and ``WrongState``."""
    found = Initiative.objects.locked().select_related("plan").filter(pk=initiative_id).first()
    if found is None:
        raise NotFound
    if found.plan.state not in (PlanState.ADOPTED, PlanState.SUPERSEDED):
        raise WrongState(state=found.plan.state)
    return found


def running_initiative(initiative_id: UUID, by: Actor) -> Initiative:
    """The same, which its owner works on. Raises ``NotItsInitiator`` too."""
    found = adopted_initiative(initiative_id)
    refuse_other_owners(found, by)
    if found.finished_at is not None:
        raise WrongState
    return found


def refuse_other_owners(initiative: Initiative, by: Actor) -> None:
    """Only its owner speaks for an initiative."""
    if initiative.owner_id != by.account_id:
        raise NotItsInitiator(owner=str(initiative.owner.person or initiative.owner))


def held_release(release_id: UUID) -> Release:
    """This release, held for change. Raises ``NotFound``."""
    found = Release.objects.locked().select_related("initiative__owner").filter(pk=release_id).first()
    if found is None:
        raise NotFound
    return found


def held_idea(idea_id: UUID) -> Idea:
    """This idea, held for change. Raises ``NotFound``."""
    found = Idea.objects.locked().filter(pk=idea_id).first()
    if found is None:
        raise NotFound
    return found

"""Trying an idea: on whom, with their consent, measured by what, and stopped when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import DECIDE_IDEAS
from zhanggui.domain.improvement.ideas import refuse_own, stepped
from zhanggui.domain.improvement.keeping import held_idea, held_metric
from zhanggui.domain.improvement.models import Idea
from zhanggui.domain.improvement.refusals import NoStopRule
from zhanggui.domain.improvement.states import IDEA
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried, how those who take part agree, the metric, the values that stop it, and its last day."""

    what: str
    consent: str
    metric_id: UUID
    stop_below: float | None
    stop_above: float | None
    until: date


@transaction.atomic
def try_idea(*, idea_id: UUID, trial: Trial, by: Actor, at: datetime) -> Idea:
    """Begin the experiment (B-10.3.2, PI-05).

    Raises ``WrongState``, ``SomebodyElseDecides``, ``SayMore``, ``NoStopRule`` and ``MetricGone``.
    """
    by.require(DECIDE_IDEAS)
    idea = held_idea(idea_id)
    state = IDEA.after(idea.state, "try")
    refuse_own(idea, by)
    refuse_empty(what=trial.what)
    refuse_empty(reason=trial.consent)
    unlimited = trial.stop_below is None and trial.stop_above is None
    if unlimited or trial.until <= at.astimezone(SHANGHAI).date():
        raise NoStopRule

    idea.state, idea.metric, idea.tried_until = state, held_metric(trial.metric_id), trial.until
    idea.stop_below, idea.stop_above = trial.stop_below, trial.stop_above
    idea.save(update_fields=["state", "metric", "tried_until", "stop_below", "stop_above"])

    fact = stepped(idea, trial.what, by=by, at=at, consent=trial.consent)
    trail.record(fact, on=idea, by=by, at=at, reason=trial.what.strip()[:400])
    return idea

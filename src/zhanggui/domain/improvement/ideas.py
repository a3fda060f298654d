"""What the steps of an idea have in common."""

from datetime import date, datetime, timedelta

from zhanggui.domain.improvement import readings
from zhanggui.domain.improvement.facts import IdeaMoved
from zhanggui.domain.improvement.models import Idea, IdeaStep
from zhanggui.domain.improvement.refusals import SomebodyElseDecides
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import IdeaState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm


def refuse_own(idea: Idea, by: Actor) -> None:
    """Who had an idea does not decide about it."""
    if idea.noted_by_id == by.account_id:
        raise SomebodyElseDecides


def review_day(launched: datetime) -> date:
    """The day on which the effect of a launch is looked at."""
    return launched.astimezone(SHANGHAI).date() + timedelta(days=norm("idea.review_days", on=launched))


def value_since(idea: Idea, since: datetime, at: datetime) -> float | None:
    """What the metric of an idea came to on the days after this moment that are over."""
    if idea.metric is None:
        return None
    first = since.astimezone(SHANGHAI).date()
    points = readings.points_between(idea.metric, Span(first, readings.yesterday(at)))
    return readings.rules.value(points, idea.metric.unit)


def began(idea: Idea) -> datetime | None:
    """When its experiment began."""
    step = idea.steps.filter(state=IdeaState.TRYING).order_by("taken_at").first()
    return step.taken_at if step else None


def stepped(idea: Idea, said: str, *, by: Actor, at: datetime, consent: str = "") -> IdeaMoved:
    """Keep a step, with where the metric stands since the experiment or the launch: the fact to record."""
    since = idea.launched_at if idea.state == IdeaState.LOOKED_AT else began(idea)
    IdeaStep.objects.create(
        idea=idea,
        state=idea.state,
        said=said.strip(),
        consent=consent.strip(),
        value=value_since(idea, since, at) if since else None,
        taken_by_id=by.account_id,
        taken_at=at,
    )
    return IdeaMoved(number=idea.number, state=idea.state)

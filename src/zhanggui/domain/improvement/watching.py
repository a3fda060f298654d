"""Watching experiments: one that passes its limit, or its last day, is stopped by its own rule."""

from datetime import datetime

from django.utils.translation import gettext

from zhanggui.domain.improvement.ideas import began, value_since
from zhanggui.domain.improvement.models import Idea
from zhanggui.domain.improvement.operations.move_idea import move_idea
from zhanggui.domain.improvement.rules import within
from zhanggui.domain.improvement.states import IdeaState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI


def watch_experiments(*, by: Actor, at: datetime) -> list[Idea]:
    """Stop those whose metric went beyond what was agreed, or whose time is over (B-10.3.2)."""
    stopped = []
    for idea in Idea.objects.filter(state=IdeaState.TRYING).select_related("metric").order_by("number"):
        if reason := _reason(idea, at):
            stopped.append(move_idea(idea_id=idea.pk, verb="stop", said=reason, by=by, at=at))
    return stopped


def _reason(idea: Idea, at: datetime) -> str:
    since = began(idea)
    value = value_since(idea, since, at) if since else None
    if value is not None and not within(value, idea.stop_below, idea.stop_above):
        return gettext("Stopped by its rule: the metric came to {value}").format(value=value)
    if idea.tried_until and at.astimezone(SHANGHAI).date() > idea.tried_until:
        return gettext("Its last day is over")
    return ""

"""Moving an idea on: taken up or turned down, stopped, launched or given up, and looked at 90 days later."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import DECIDE_IDEAS, STOP_EXPERIMENTS
from zhanggui.domain.improvement.ideas import refuse_own, review_day, stepped
from zhanggui.domain.improvement.keeping import held_idea
from zhanggui.domain.improvement.models import Idea
from zhanggui.domain.improvement.refusals import TooEarlyToLook
from zhanggui.domain.improvement.states import IDEA, IdeaState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@transaction.atomic
def move_idea(*, idea_id: UUID, verb: str, said: str, by: Actor, at: datetime) -> Idea:
    """Take the next step, with what was found (B-10.3.2). Who had the idea does not decide about it.

    Raises ``WrongState``, ``SomebodyElseDecides``, ``TooEarlyToLook`` and ``SayMore``.
    """
    by.require(STOP_EXPERIMENTS if verb == "stop" else DECIDE_IDEAS)
    idea = held_idea(idea_id)
    state = IDEA.after(idea.state, verb)
    if verb != "stop":
        refuse_own(idea, by)
    refuse_empty(conclusion=said)
    if state == IdeaState.LAUNCHED:
        idea.launched_at, idea.review_on = at, review_day(at)
    if state == IdeaState.LOOKED_AT and idea.review_on and at.astimezone(SHANGHAI).date() < idea.review_on:
        raise TooEarlyToLook(day=idea.review_on.isoformat())

    idea.state = state
    idea.save(update_fields=["state", "launched_at", "review_on"])

    fact = stepped(idea, said, by=by, at=at)
    trail.record(fact, on=idea, by=by, at=at, reason=said.strip()[:400])
    return idea

"""Carrying out a line of the plan: when, by which channel, before whom, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import filed, refuse_empty
from zhanggui.domain.security.capabilities import CARRY_OUT_ACTIVITIES
from zhanggui.domain.security.facts import ActivityDone
from zhanggui.domain.security.keeping import held_activity
from zhanggui.domain.security.models import Activity
from zhanggui.domain.security.refusals import NotThereYet, NotYourActivity
from zhanggui.domain.security.states import ACTIVITY
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.uploads import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """The day, the tool or channel, the systems or people and how many, the outcome, and the material."""

    done_on: date
    channel: str
    audience: str
    reach: int
    outcome: str
    link: str = ""
    paper: Upload | None = None


@transaction.atomic
def carry_out_activity(*, activity_id: UUID, done: Doing, by: Actor, at: datetime) -> Activity:
    """Its owner says what was done; a link or a paper shows it.

    Raises ``NotYourActivity``, ``NotThereYet`` and ``SayMore``.
    """
    by.require(CARRY_OUT_ACTIVITIES)
    activity = held_activity(activity_id)
    state = ACTIVITY.after(activity.state, "carry_out")
    if activity.owner_id != by.account_id:
        raise NotYourActivity
    if done.done_on > at.astimezone(SHANGHAI).date():
        raise NotThereYet
    shown = done.link or (done.paper.name if done.paper else "")
    refuse_empty(channel=done.channel, audience=done.audience, outcome=done.outcome, evidence=shown)

    activity.state, activity.done_on = state, done.done_on
    activity.done_by_id, activity.recorded_at = by.account_id, at
    activity.channel, activity.audience = done.channel.strip(), done.audience.strip()
    activity.reach, activity.outcome, activity.link = done.reach, done.outcome.strip(), done.link.strip()
    activity.paper = filed(done.paper, by=by, at=at)
    activity.save()

    fact = ActivityDone(number=activity.number, day=done.done_on.isoformat(), reach=done.reach)
    trail.record(fact, on=activity, by=by, at=at)
    return activity

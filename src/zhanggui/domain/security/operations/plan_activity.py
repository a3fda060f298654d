"""Putting a check, a drill or publicity into the plan; somebody else approves it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import next_number, refuse_empty, refuse_stranger
from zhanggui.domain.security.capabilities import PLAN_ACTIVITIES
from zhanggui.domain.security.facts import ActivityPlanned
from zhanggui.domain.security.models import Activity
from zhanggui.domain.security.states import ActivityKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityWish:
    """What is done, on what, by when, and by whom."""

    kind: ActivityKind
    title: str
    scope: str
    due_on: date
    owner_id: UUID


@transaction.atomic
def plan_activity(*, wish: ActivityWish, by: Actor, at: datetime) -> Activity:
    """Propose a line of the plan; it is submitted at once (B-8.1.1, B-8.4.2).

    Raises ``SayMore`` and ``NoSuchOwner``.
    """
    from zhanggui.domain.security.policies import ACTIVITY

    by.require(PLAN_ACTIVITIES)
    refuse_empty(title=wish.title, scope=wish.scope)
    refuse_stranger(wish.owner_id)

    activity = Activity(
        number=next_number("AN"),
        kind=wish.kind.value,
        title=wish.title.strip()[:120],
        scope=wish.scope.strip(),
        due_on=wish.due_on,
        owner_id=wish.owner_id,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    activity.digest = approvals.digest_of(activity.content())
    activity.save(force_insert=True)
    approvals.submit(ACTIVITY, activity, by=by, at=at)

    fact = ActivityPlanned(number=activity.number, kind=activity.kind, title=activity.title)
    trail.record(fact, on=activity, by=by, at=at)
    return activity

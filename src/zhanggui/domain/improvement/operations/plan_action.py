"""Planning what is done to improve something: a measure, carried out by its owner, verified by another."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.operations.plan_improving import ImprovingWish, plan_improving
from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import ActingBegun
from zhanggui.domain.improvement.keeping import held_improvement
from zhanggui.domain.improvement.refusals import NotYourImprovement
from zhanggui.domain.improvement.states import IMPROVEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def plan_action(*, improvement_id: UUID, wish: ImprovingWish, by: Actor, at: datetime) -> Any:
    """Plan an action of an improvement: the measure (B-10.2.1).

    Raises ``NotYourImprovement``, ``SayMore``, ``NoSuchOwner`` and ``DueInThePast``.
    """
    by.require(IMPROVE)
    improvement = held_improvement(improvement_id)
    state = IMPROVEMENT.after(improvement.state, "act")
    if by.account_id not in (improvement.owner_id, improvement.opened_by_id):
        raise NotYourImprovement

    measure = plan_improving(improvement_id=improvement.pk, wish=wish, by=by, at=at)
    improvement.state = state
    improvement.save(update_fields=["state"])

    trail.record(ActingBegun(number=improvement.number), on=improvement, by=by, at=at)
    return measure

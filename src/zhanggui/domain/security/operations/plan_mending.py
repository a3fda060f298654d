"""Planning how a weakness is mended: a measure, carried out by its owner, retested by somebody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.operations.plan_improving import ImprovingWish, plan_improving
from zhanggui.domain.security.capabilities import NOTE_WEAKNESSES
from zhanggui.domain.security.facts import MendingPlanned
from zhanggui.domain.security.models import Weakness
from zhanggui.domain.security.refusals import MendedTooLate
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def plan_mending(*, weakness_id: UUID, wish: ImprovingWish, by: Actor, at: datetime) -> Any:
    """Plan it, due no later than the clock of the weakness: the measure (B-8.1.1).

    Raises ``MendedTooLate``, ``SayMore``, ``NoSuchOwner`` and ``DueInThePast``.
    """
    by.require(NOTE_WEAKNESSES)
    weakness = Weakness.objects.filter(pk=weakness_id).first()
    if weakness is None:
        raise NotFound
    if wish.due_on > weakness.mend_by:
        raise MendedTooLate(day=weakness.mend_by.isoformat())
    measure = plan_improving(weakness_id=weakness.pk, wish=wish, by=by, at=at)

    fact = MendingPlanned(number=weakness.number, due=wish.due_on.isoformat())
    trail.record(fact, on=weakness, by=by, at=at, thread=weakness.came_from)
    return measure

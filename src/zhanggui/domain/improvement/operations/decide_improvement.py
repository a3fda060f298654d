"""Deciding about an improvement: on its measured effect, by somebody who had no part in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.governance.queries import improving
from zhanggui.domain.improvement.capabilities import DECIDE_IMPROVEMENTS
from zhanggui.domain.improvement.effects import effect_of
from zhanggui.domain.improvement.facts import ImprovementDecided
from zhanggui.domain.improvement.keeping import held_improvement
from zhanggui.domain.improvement.models import Improvement
from zhanggui.domain.improvement.refusals import SomebodyElseDecides
from zhanggui.domain.improvement.states import IMPROVEMENT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_improvement(
    *, improvement_id: UUID, verb: str, reason: str, by: Actor, at: datetime
) -> Improvement:
    """``keep`` the change or ``drop`` it; what it did is kept with the decision (B-10.2.1, B-10.2.2).

    Raises ``SomebodyElseDecides``, ``ActionsNotVerified``, ``EffectNotThere``, ``NothingMeasured`` and
    ``SayMore``.
    """
    by.require(DECIDE_IMPROVEMENTS)
    improvement = held_improvement(improvement_id)
    state = IMPROVEMENT.after(improvement.state, verb)
    mine = improving().filter(improvement=improvement, owner_id=by.account_id).exists()
    if mine or by.account_id in (improvement.owner_id, improvement.opened_by_id):
        raise SomebodyElseDecides
    refuse_empty(reason=reason)
    effect = effect_of(improvement, at)

    improvement.state, improvement.effect, improvement.decision = state, effect.kept(), reason.strip()
    improvement.decided_by_id, improvement.decided_at = by.account_id, at
    improvement.save(update_fields=["state", "effect", "decision", "decided_by", "decided_at"])

    fact = ImprovementDecided(
        number=improvement.number, state=state.value, before=str(effect.before), after=str(effect.after)
    )
    trail.record(fact, on=improvement, by=by, at=at, reason=improvement.decision[:400])
    return improvement

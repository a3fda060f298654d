"""Asking for more time: its day moves only when somebody else has agreed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import CARRY_OUT
from zhanggui.domain.governance.facts import ExtensionAsked
from zhanggui.domain.governance.keeping import held_measure, refuse_empty
from zhanggui.domain.governance.models import Extension
from zhanggui.domain.governance.refusals import DueInThePast, ExtensionWaits, NotItsOwner
from zhanggui.domain.governance.states import MEASURE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("governance_one_extension_waits", ExtensionWaits)


@transaction.atomic
def ask_extension(*, measure_id: UUID, until: date, reason: str, by: Actor, at: datetime) -> Extension:
    """Ask for a later day; until it is granted, the old one counts (B-9.4.3).

    Raises ``NotItsOwner``, ``DueInThePast``, ``ExtensionWaits`` and ``SayMore``.
    """
    # The policies name the verbs that a decision leads to, and those import the rooms of this one.
    from zhanggui.domain.governance.policies import EXTENSION

    by.require(CARRY_OUT)
    measure = held_measure(measure_id)
    MEASURE.after(measure.state, "extend")
    if measure.owner_id != by.account_id:
        raise NotItsOwner(owner=str(measure.owner.person or measure.owner))
    if until <= measure.due_on:
        raise DueInThePast
    refuse_empty(reason=reason)

    extension = Extension(
        measure=measure, until=until, reason=reason.strip(), proposed_by_id=by.account_id, proposed_at=at
    )
    extension.digest = approvals.digest_of(extension.content())
    with refusing(), transaction.atomic():
        extension.save(force_insert=True)
    approvals.submit(EXTENSION, extension, by=by, at=at)

    fact = ExtensionAsked(number=measure.about.number, until=until.isoformat())
    trail.record(fact, on=extension, by=by, at=at, reason=extension.reason[:400], thread=measure.about)
    return extension

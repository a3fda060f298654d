"""Asking the gate again for what comes next: papers run out, prices end, stock is sold meanwhile."""

from datetime import datetime, timedelta

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import SWEEP_QUOTAS
from zhanggui.domain.broadcast.facts import GateTurned
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

AHEAD = timedelta(hours=48)
WAITING = (SlotState.PLANNED, SlotState.SUBMITTED, SlotState.READY)


@transaction.atomic
def recheck_gates(*, by: Actor, at: datetime) -> int:
    """Ask for every slot of the next two days; how many are answered otherwise now. A job does this."""
    by.require(SWEEP_QUOTAS)
    turned = 0
    coming = Slot.objects.locked().filter(state__in=WAITING, period__overlap=(at, at + AHEAD))
    for slot in coming.select_related("channel", "programme"):
        before = list(slot.gate_failed)
        ask(slot, at=at)
        if slot.gate_failed != before:
            turned += 1
            trail.record(GateTurned(number=slot.number, failed=slot.gate_failed), on=slot, by=by, at=at)
    return turned

"""Copying a day or a week of a channel: all of it, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import DaysCopied
from zhanggui.domain.broadcast.models import Channel, Slot
from zhanggui.domain.broadcast.operations._copying import copy_to
from zhanggui.domain.broadcast.queries import day_span
from zhanggui.domain.broadcast.refusals import NothingToCopy
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail

DAYS_MAX = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """So many days of Shanghai from ``first`` on, to be planned again from ``to`` on."""

    first: date
    to: date
    days: int = 1


@transaction.atomic
def copy_days(*, channel_id: UUID, days: Days, by: Actor, at: datetime) -> list[Slot]:
    """Plan every slot of these days again, at the same hours. One that cannot be refuses them all.

    Raises ``NothingToCopy``, ``SlotsOverlap``, ``SlotInThePast``, ``NoItemNumberLeft``, ``BannedOnAir``.
    """
    by.require(PLAN_SLOTS)
    channel = Channel.objects.filter(pk=channel_id, closed_at=None).first()
    if channel is None:
        raise NotFound
    if not 1 <= days.days <= DAYS_MAX or days.to == days.first:
        raise Malformed(field="days", problem=f"1–{DAYS_MAX}")
    since, until = day_span(days.first, days=days.days)
    slots = Slot.objects.select_related("channel", "programme").exclude(state=SlotState.CANCELLED)
    found = list(
        slots.filter(channel=channel, period__startswith__gte=since, period__startswith__lt=until).order_by(
            "period"
        )
    )
    if not found:
        raise NothingToCopy
    later = timedelta(days=(days.to - days.first).days)
    made = [copy_to(slot, slot.period.lower + later, by=by, at=at) for slot in found]

    fact = DaysCopied(channel=channel.code, first=str(days.first), to=str(days.to), slots=len(made))
    trail.record(fact, on=channel, by=by, at=at)
    return made

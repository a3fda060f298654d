"""Reminding: shortly before a programme, everybody who asked is told, once."""

from datetime import datetime, timedelta

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import SEND_REMINDERS
from zhanggui.domain.broadcast.facts import RemindersSent
from zhanggui.domain.broadcast.models import Reminder, Slot
from zhanggui.domain.broadcast.notices import PROGRAMME_BEGINS
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail

AHEAD = timedelta(minutes=15)
BATCH = 500


def send_reminders(*, by: Actor, at: datetime) -> int:
    """Tell those who asked, for every slot that begins within a quarter of an hour. Returns how many.

    Each batch is its own transaction, so that an interrupted run goes on where it stopped, and nobody is
    told twice.
    """
    by.require(SEND_REMINDERS)
    soon = Slot.objects.filter(
        state=SlotState.READY, period__startswith__gt=at, period__startswith__lte=at + AHEAD
    ).select_related("programme", "channel")
    told = 0
    for slot in soon:
        while sent := _send(slot, by, at):
            told += sent
    return told


@transaction.atomic
def _send(slot: Slot, by: Actor, at: datetime) -> int:
    waiting = Reminder.objects.locked().filter(slot=slot, told_at=None, dropped_at=None)
    reminders = list(waiting.order_by("id")[:BATCH])
    if not reminders:
        return 0
    values = _values(slot)
    for reminder in reminders:
        notice = Notice(
            kind=PROGRAMME_BEGINS,
            account_id=reminder.account_id,
            key=f"reminder:{reminder.id}:{reminder.asked_at.timestamp():.0f}",
            values=values,
            about=trail.Subject.of(slot),
        )
        send(notice=notice, by=by, at=at)
    Reminder.objects.filter(pk__in=[one.pk for one in reminders]).update(told_at=at)
    trail.record(RemindersSent(number=slot.number, customers=len(reminders)), on=slot, by=by, at=at)
    return len(reminders)


def _values(slot: Slot) -> dict[str, str]:
    begins = slot.period.lower.astimezone(SHANGHAI)
    return {
        "programme": slot.programme.title,
        "time": begins.strftime("%H:%M"),
        "channel": slot.channel.name,
    }

"""Thinking better of a reminder."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import ASK_REMINDERS
from zhanggui.domain.broadcast.facts import ReminderDropped
from zhanggui.domain.broadcast.models import Reminder
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def drop_reminder(*, slot_id: UUID, by: Actor, at: datetime) -> Reminder:
    """Tell this customer nothing about this slot. Raises ``NotFound`` if they never asked."""
    by.require(ASK_REMINDERS)
    reminder = Reminder.objects.locked().filter(slot_id=slot_id, account_id=by.account_id).first()
    if reminder is None:
        raise NotFound
    if reminder.dropped_at is None:
        reminder.dropped_at = at
        reminder.save(update_fields=["dropped_at"])
        trail.record(ReminderDropped(number=reminder.slot.number), on=reminder, by=by, at=at)
    return reminder

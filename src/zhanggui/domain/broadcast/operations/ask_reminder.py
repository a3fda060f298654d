"""Asking to be reminded of a programme."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import ASK_REMINDERS
from zhanggui.domain.broadcast.facts import ReminderAsked
from zhanggui.domain.broadcast.models import Reminder, Slot
from zhanggui.domain.broadcast.refusals import NothingToRemindOf
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def ask_reminder(*, slot_id: UUID, by: Actor, at: datetime) -> Reminder:
    """Tell this customer shortly before the slot begins. Asked twice, it is one reminder.

    Raises ``NothingToRemindOf`` for what has begun or is not announced, and ``NotFound``.
    """
    by.require(ASK_REMINDERS)
    slot = Slot.objects.filter(pk=slot_id).first()
    if slot is None:
        raise NotFound
    if slot.state != SlotState.READY or slot.period.lower <= at:
        raise NothingToRemindOf

    reminder, is_new = Reminder.objects.get_or_create(
        slot=slot, account_id=by.account_id, defaults={"asked_at": at}
    )
    if not is_new:
        if reminder.dropped_at is None:
            return reminder
        reminder.asked_at, reminder.dropped_at = at, None
        reminder.save(update_fields=["asked_at", "dropped_at"])

    trail.record(ReminderAsked(number=slot.number), on=reminder, by=by, at=at)
    return reminder

"""Keeping a planned day as a template."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import TemplateSaved
from zhanggui.domain.broadcast.models import Channel, DayTemplate, Slot, TemplateSlot
from zhanggui.domain.broadcast.queries import day_span
from zhanggui.domain.broadcast.refusals import CodeTaken, NothingToCopy
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def save_template(*, name: str, channel_id: UUID, day: date, by: Actor, at: datetime) -> DayTemplate:
    """Keep what runs when on that day, with host and script. Raises ``CodeTaken``, ``NothingToCopy``."""
    by.require(PLAN_SLOTS)
    channel = Channel.objects.filter(pk=channel_id, closed_at=None).first()
    if channel is None:
        raise NotFound
    if not name.strip():
        raise Malformed(field="name", problem="—")
    if DayTemplate.objects.filter(name=name.strip()).exists():
        raise CodeTaken(taken=name.strip())
    since, until = day_span(day)
    begun = Slot.objects.filter(channel=channel, period__startswith__gte=since, period__startswith__lt=until)
    slots = list(begun.exclude(state=SlotState.CANCELLED).order_by("period"))
    if not slots:
        raise NothingToCopy

    template = DayTemplate(name=name.strip()[:60], channel=channel, made_by_id=by.account_id, made_at=at)
    template.save(force_insert=True)
    TemplateSlot.objects.bulk_create(
        TemplateSlot(
            template=template,
            programme_id=slot.programme_id,
            starts_minute=int((slot.period.lower - since).total_seconds() // 60),
            minutes=int((slot.period.upper - slot.period.lower).total_seconds() // 60),
            host_person_id=slot.host_person_id,
            script=slot.script,
        )
        for slot in slots
    )

    trail.record(TemplateSaved(name=template.name, slots=len(slots)), on=template, by=by, at=at)
    return template

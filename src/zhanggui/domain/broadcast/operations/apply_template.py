"""Planning a day by a template: all of it, or nothing."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import TemplateApplied
from zhanggui.domain.broadcast.models import DayTemplate, Slot
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.queries import day_span
from zhanggui.domain.broadcast.terms import SlotWish
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def apply_template(*, template_id: UUID, day: date, by: Actor, at: datetime) -> list[Slot]:
    """Plan every run of the template on that day. Raises ``SlotsOverlap``, ``SlotInThePast``."""
    by.require(PLAN_SLOTS)
    template = DayTemplate.objects.filter(pk=template_id).first()
    if template is None:
        raise NotFound
    midnight, _ = day_span(day)
    made = []
    for one in template.slots.order_by("starts_minute"):
        starts_at = midnight + timedelta(minutes=one.starts_minute)
        wish = SlotWish(
            channel_id=template.channel_id,
            programme_id=one.programme_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=one.minutes),
            host_id=one.host_person_id,
            script=one.script,
        )
        made.append(plan_slot(wish=wish, by=by, at=at))

    fact = TemplateApplied(name=template.name, day=day.isoformat(), slots=len(made))
    trail.record(fact, on=template, by=by, at=at)
    return made

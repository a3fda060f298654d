"""Planning a slot: when, on which channel, which programme, who hosts, what is said."""

from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import SlotPlanned
from zhanggui.domain.broadcast.gate import ask
from zhanggui.domain.broadcast.holding import refuse_impossible
from zhanggui.domain.broadcast.models import Channel, Programme, Slot
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.broadcast.terms import SlotWish, write_terms
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def plan_slot(*, wish: SlotWish, by: Actor, at: datetime, rerun_of: Slot | None = None) -> Slot:
    """Add a slot, and ask the gate what it still needs.

    Raises ``SlotsOverlap`` (the database sees to it), ``SlotInThePast``, ``NotFound``.
    """
    by.require(PLAN_SLOTS)
    channel = Channel.objects.filter(pk=wish.channel_id, closed_at=None).first()
    programme = Programme.objects.filter(pk=wish.programme_id).first()
    if channel is None or programme is None:
        raise NotFound
    refuse_impossible(wish.starts_at, wish.ends_at, at)

    slot = Slot(
        number=_next_number(wish.starts_at),
        channel=channel,
        programme=programme,
        rerun_of=rerun_of,
        state=SlotState.PLANNED,
        planned_by_id=by.account_id,
        created_at=at,
    )
    write_terms(slot, wish)
    with refusing(), transaction.atomic():
        slot.save(force_insert=True)
    ask(slot, at=at)

    fact = SlotPlanned(
        number=slot.number,
        programme=programme.title,
        starts_at=wish.starts_at.isoformat(),
        ends_at=wish.ends_at.isoformat(),
    )
    trail.record(fact, on=slot, by=by, at=at)
    return slot


def _next_number(starts_at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('broadcast_slot_number')")
        return f"{starts_at.astimezone(SHANGHAI):%y%m%d}-{cursor.fetchone()[0]:04d}"

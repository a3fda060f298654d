"""Delays that count as deliberate when nobody does anything are noticed before that, each once (CP-06)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.facts import ReturnDelayed
from zhanggui.domain.aftersales.models import Return, ReturnAlarm
from zhanggui.domain.aftersales.states import ReturnState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def notice_delays(*, at: datetime, by: Actor = SYSTEM) -> int:
    """Raise each alarm that has fallen due on an undecided or unrefunded return, once. Returns how many."""
    waiting = Return.objects.filter(
        Q(state=ReturnState.REQUESTED) | Q(received_at__isnull=False, finished_at=None)
    )
    return sum(_notice(goods_return, by=by, at=at) for goods_return in waiting.locked())


def _notice(goods_return: Return, *, by: Actor, at: datetime) -> int:
    known = set(goods_return.alarms.values_list("alarm", flat=True))
    new = {a: due for a, due in rules.delays(goods_return.progress, at).items() if a not in known}
    order = trail.Subject("sales.order", goods_return.order_id)
    for alarm, due in new.items():
        ReturnAlarm(goods_return=goods_return, alarm=alarm, due_at=due, noticed_at=at).save(force_insert=True)
        fact = ReturnDelayed(number=goods_return.number, alarm=alarm, due_at=due.isoformat())
        trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return len(new)

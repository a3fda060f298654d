"""Reporting how an initiative went in a month; the report may be put right until it is closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from zhanggui.domain.improvement.capabilities import IMPROVE
from zhanggui.domain.improvement.facts import MonthReported
from zhanggui.domain.improvement.keeping import running_initiative
from zhanggui.domain.improvement.models import MonthlyUpdate
from zhanggui.domain.improvement.refusals import DeviationUnexplained, MonthClosed, MonthNotCome
from zhanggui.domain.improvement.states import Progress
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthWish:
    """Which month, how it goes; what is not as planned, and why."""

    month: date
    progress: Progress
    deviation: str = ""
    why: str = ""


@transaction.atomic
def report_month(*, initiative_id: UUID, wish: MonthWish, by: Actor, at: datetime) -> MonthlyUpdate:
    """Report a month, or put its report right (B-10.4.2).

    Raises ``NotItsInitiator``, ``MonthNotCome``, ``DeviationUnexplained`` and ``MonthClosed``.
    """
    by.require(IMPROVE)
    initiative = running_initiative(initiative_id, by)
    month = wish.month.replace(day=1)
    if month > at.astimezone(SHANGHAI).date() or month.year != initiative.plan.year:
        raise MonthNotCome
    deviation, why = wish.deviation.strip(), wish.why.strip()
    if bool(deviation) != bool(why) or (wish.progress != Progress.ON_TRACK and not deviation):
        raise DeviationUnexplained
    update = MonthlyUpdate.objects.locked().filter(initiative=initiative, month=month).first()
    if update is not None and update.closed_at is not None:
        raise MonthClosed

    update = update or MonthlyUpdate(initiative=initiative, month=month)
    update.progress, update.deviation, update.why = wish.progress.value, deviation, why
    update.spent_fen = initiative.expenses.aggregate(all=Sum("amount_fen"))["all"] or 0
    update.reported_by_id, update.reported_at = by.account_id, at
    update.save()

    fact = MonthReported(number=initiative.number, month=f"{month:%Y-%m}", progress=update.progress)
    trail.record(fact, on=update, by=by, at=at, thread=initiative)
    return update

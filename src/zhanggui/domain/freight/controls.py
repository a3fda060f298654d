"""What freight can prove: chapters 7.2 and 7.4 of the norm."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Sum
from django.utils.translation import gettext

from zhanggui.domain.freight.models import (
    Acceptance,
    Accrual,
    Bill,
    BillLine,
    Budget,
    Scorecard,
    TariffInForce,
    Tour,
)
from zhanggui.domain.freight.queries import unpriced
from zhanggui.domain.freight.rules import first_of_month, spent_percent
from zhanggui.domain.freight.spending import spent
from zhanggui.domain.freight.states import AcceptanceState, BudgetState, Finding, LineState
from zhanggui.domain.partners.queries import carriers_for_parcels
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

SHOWN = 100
UNDECIDED = timedelta(days=15)
"""House policy: what to do about a difference on a bill is decided within so many days."""
TARIFFS, CARDS, BILLS, BUDGETS, TOURS, CASES = (
    "admin:freight_tariff_changelist",
    "admin:freight_scorecard_changelist",
    "admin:freight_bill_changelist",
    "admin:freight_budget_changelist",
    "admin:freight_tour_changelist",
    "admin:cases_case_changelist",
)
CARRIERS = "admin:partners_carrier_changelist"


def _these(page: str, ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN])
    return Records(len(known), page, {"id__in": shown} if shown else {})


def _month(at: datetime) -> tuple[date, date]:
    """This month and the last, by their first days."""
    this = first_of_month(at.astimezone(SHANGHAI).date())
    return this, first_of_month(this - timedelta(days=1))


@control("A-6", title="Every carrier works by agreed prices and levels of service")
def prices_agreed(at: datetime) -> Evidence:
    """Each carrier that may be given parcels has a freight agreement; no parcel goes without a price."""
    today = at.astimezone(SHANGHAI).date()
    held = TariffInForce.objects.filter(carrier=OuterRef("pk"), period__contains=today)
    active = carriers_for_parcels(at)
    wrong = list(active.filter(~Exists(held)).values_list("pk", flat=True))
    loose = unpriced(at).count()
    total = active.count()
    figures = {"carriers": total, "without an agreement": len(wrong), "parcels without a price": loose}
    status = share_kept(kept=total - len(wrong), of=total, risk=loose)
    return Evidence(status, figures, "0 carriers without an agreement", _these(CARRIERS, wrong))


@control("B-7.2.2", title="Carriers are evaluated every month by what was recorded")
def carriers_evaluated(at: datetime) -> Evidence:
    """Each carrier that took a parcel last month, under an agreement, has its scores for it by the tenth."""
    _, last = _month(at)
    carried = set(Accrual.objects.filter(month=last).values_list("carrier_id", flat=True).distinct())
    scored = set(Scorecard.objects.filter(month=last).values_list("carrier_id", flat=True))
    wrong = carried - scored
    due = at.astimezone(SHANGHAI).day > 10
    figures = {"carriers": len(carried), "evaluated": len(carried & scored)}
    late, waiting = (len(wrong), 0) if due else (0, len(wrong))
    status = share_kept(kept=len(carried) - late, of=len(carried), risk=waiting)
    return Evidence(status, figures, "every carrier of last month", _these(CARRIERS, sorted(wrong)))


@control("B-7.2.4", "A-6", title="Carriers below their level are supervised")
def carriers_supervised(at: datetime) -> Evidence:
    """Every month below a level has a case, and no such case is past its time."""
    below = Scorecard.objects.exclude(below=[])
    cased = Case.objects.filter(kind="freight.supervision")
    alone = list(below.exclude(pk__in=cased.values("subject_id")).values_list("pk", flat=True))
    late = list(cased.running().filter(resolve_by__lt=at).values_list("pk", flat=True))
    total = Scorecard.objects.count()
    figures = {
        "months evaluated": total,
        "below a level": below.count(),
        "without a case": len(alone),
        "cases late": len(late),
    }
    status = share_kept(kept=total, of=total, broken=len(alone) + len(late))
    records = _these(CARDS, alone) if alone else _these(CASES, late)
    return Evidence(status, figures, "0 without a case, 0 late", records)


@control("B-7.4.1", title="Freight has an approved budget")
def budget_approved(at: datetime) -> Evidence:
    """The parcels of this month fall under budgets that somebody else approved."""
    this, _ = _month(at)
    budgets = list(Budget.objects.filter(month=this, state=BudgetState.IN_FORCE))
    rows = Accrual.objects.filter(month=this).values_list("carrier_id", "warehouse_id", "province")
    lanes = list(rows.annotate(fen=Sum("amount_fen")))
    bare = [lane for lane in lanes if not any(_covers(budget, lane) for budget in budgets)]
    figures = {"budgets": len(budgets), "lanes with freight": len(lanes), "lanes without a budget": len(bare)}
    if not lanes and not budgets:
        return Evidence(Status.NO_DATA, figures, "every lane under a budget", Records(0, BUDGETS))
    status = share_kept(kept=max(len(lanes), 1) - len(bare), of=max(len(lanes), 1))
    return Evidence(
        status, figures, "every lane under a budget", _these(BUDGETS, (budget.pk for budget in budgets))
    )


def _covers(budget: Budget, lane: tuple[UUID, UUID, str, int]) -> bool:
    carrier, warehouse, province, _ = lane
    return (
        budget.carrier_id in (None, carrier)
        and budget.warehouse_id in (None, warehouse)
        and budget.province in ("", province)
    )


@control("B-7.4.2", title="Carriers' bills are compared line by line, and differences decided")
def bills_compared(at: datetime) -> Evidence:
    """Nearly every billed line names a parcel of ours; no difference waits for a decision too long."""
    since = at - timedelta(days=92)
    lines = BillLine.objects.filter(bill__taken_at__gt=since, bill__taken_at__lte=at)
    billed = lines.exclude(finding=Finding.MISSING)
    total = billed.count()
    strange = billed.filter(finding=Finding.NOT_OURS).count()
    waiting = lines.filter(state=LineState.OPEN)
    overdue = waiting.filter(bill__taken_at__lt=at - UNDECIDED).values("bill")
    late = list(Bill.objects.filter(pk__in=overdue).values_list("pk", flat=True))
    asked = Acceptance.objects.filter(state=AcceptanceState.PROPOSED).count()
    wanted = int(norm("freight.matched_permille", on=at))
    low = 1000 * (total - strange) < wanted * total
    figures = {"billed lines": total, "not ours": strange, "undecided lines": waiting.count() + asked}
    status = share_kept(kept=0, of=total, broken=len(late) + int(low), risk=strange)
    threshold = gettext("at least {permille} permille ours, 0 undecided for {days} days")
    return Evidence(
        status, figures, threshold.format(permille=wanted, days=UNDECIDED.days), _these(BILLS, late)
    )


@control("B-7.4.3", "B-10.2.2", title="Our own tours are shorter than driving in the order of packing")
def tours_shorter(at: datetime) -> Evidence:
    """The tours of thirty days, against the same stops in the order they were packed."""
    tours = Tour.objects.filter(planned_at__gt=at - timedelta(days=30), planned_at__lte=at)
    sums = tours.aggregate(way=Sum("metres", default=0), simple=Sum("simple_metres", default=0))
    longer = list(tours.filter(metres__gt=F("simple_metres")).values_list("pk", flat=True))
    total = tours.count()
    saved = 100 * (sums["simple"] - sums["way"]) // sums["simple"] if sums["simple"] else 0
    figures = {"tours in 30 days": total, "longer": len(longer), "saved, percent": saved}
    status = share_kept(kept=total - len(longer), of=total)
    return Evidence(status, figures, "0 longer", _these(TOURS, longer))


@control("B-7.4.4", title="Freight stays within its budget, or somebody knows")
def budgets_kept(at: datetime) -> Evidence:
    """A budget that is nearly used up was told of, and its case is not late; none is passed."""
    this, _ = _month(at)
    budgets = list(Budget.objects.filter(month=this, state=BudgetState.IN_FORCE))
    first = min(norm("freight.budget_alarm_percent", on=at))
    used = {budget.pk: spent_percent(spent(budget), budget.amount_fen) for budget in budgets}
    near = [pk for pk, percent in used.items() if percent >= first]
    passed = [pk for pk, percent in used.items() if percent > 100]
    told = set(Budget.objects.filter(pk__in=near, alarms__isnull=False).values_list("pk", flat=True))
    silent = set(near) - told
    late = Case.objects.running().filter(kind="freight.budget_alarm", resolve_by__lt=at).count()
    figures = {
        "budgets": len(budgets),
        "nearly used up": len(near),
        "budgets passed": len(passed),
        "cases late": late,
    }
    wrong = {*passed, *silent}
    if not budgets:
        return Evidence(Status.NO_DATA, figures, "0 passed, every alarm told", Records(0, BUDGETS))
    # That a budget comes near its end is what the alarm is for: told and handled, it is no fault.
    status = share_kept(kept=len(budgets) - len(wrong), of=len(budgets), broken=len(wrong) + late)
    return Evidence(status, figures, "0 passed, every alarm told", _these(BUDGETS, wrong or near))

"""What the packing benches can prove."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Abs
from django.utils.translation import gettext

from zhanggui.domain.delivery.parcels import Allocation
from zhanggui.domain.packing.dropping import late
from zhanggui.domain.packing.models import BenchWork, HandOver, PackTrouble, Relay
from zhanggui.domain.packing.states import BenchState
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

WINDOW = timedelta(days=30)
SHOWN_AT_MOST = 100


def _parcels(work: QuerySet[BenchWork]) -> Records:
    ids = list(work.values_list("allocation__shipment__pk", flat=True))
    shown = ",".join(str(one) for one in ids[:SHOWN_AT_MOST] if one)
    return Records(len(ids), "admin:delivery_shipment_changelist", {"id__in": shown} if shown else {})


@control("A-6", "B-7.1.2", title="Parcels weigh what their pieces weigh")
def weights_compared(at: datetime) -> Evidence:
    """Of the parcels closed at a bench in 30 days: none left with a difference that nobody else looked at."""
    closed = BenchWork.objects.filter(state=BenchState.CLOSED, ended_at__gt=at - WINDOW, ended_at__lte=at)
    percent = int(norm("packing.tolerance_percent", on=at))
    grams = int(norm("packing.tolerance_grams", on=at))
    off = closed.annotate(off=Abs(F("weighed_grams") - F("expected_grams"))).filter(off__gt=grams)
    off = off.filter(off__gt=F("expected_grams") * percent / 100)
    alone = off.filter(looked_by=None)
    unknown = closed.filter(expected_grams=None).count()
    total, number = closed.count(), alone.count()
    status = share_kept(kept=total - number, of=total, risk=int(unknown * 5 > total))
    figures = {
        "closed at a bench in 30 days": total,
        "with a difference": off.count(),
        "nobody else looked": number,
        "not compared": unknown,
    }
    return Evidence(status, figures, gettext("0 differences that nobody else looked at"), _parcels(alone))


@control("A-6", "B-7.1.2", title="Parcels stopped by the scales are looked at")
def stopped_looked_at(at: datetime) -> Evidence:
    """How many parcels wait longer for a second look than they should."""
    hours = int(norm("packing.stopped_hours", on=at))
    stopped = BenchWork.objects.filter(state=BenchState.STOPPED, weighed_at__lte=at)
    stopped = stopped.filter(allocation__state="picked")
    overdue = stopped.filter(weighed_at__lt=at - timedelta(hours=hours))
    worked = BenchWork.objects.filter(begun_at__lte=at).exists()
    status = share_kept(kept=0, of=int(worked), broken=overdue.count())
    figures = {"stopped now": stopped.count(), "longer than they should": overdue.count()}
    shown = ",".join(str(one) for one in overdue.values_list("allocation_id", flat=True)[:SHOWN_AT_MOST])
    records = Records(
        overdue.count(), "admin:delivery_allocation_changelist", {"id__in": shown} if shown else {}
    )
    return Evidence(status, figures, gettext("0 longer than {hours} hours").format(hours=hours), records)


@control("A-6", "B-2.4.2", title="Pieces found wrong at the bench reach no customer")
def troubles_replaced(at: datetime) -> Evidence:
    """A missing or damaged piece ends its bench: the order gets other pieces, or waits for them."""
    found = PackTrouble.objects.filter(found_at__gt=at - WINDOW, found_at__lte=at).exclude(
        what=PackTrouble.What.WRONG
    )
    sent = found.filter(bench__state=BenchState.CLOSED)
    worked = BenchWork.objects.filter(begun_at__lte=at).exists()
    status = share_kept(kept=0, of=int(worked), broken=sent.count())
    figures = {"missing or damaged in 30 days": found.count(), "sent nevertheless": sent.count()}
    parcels = BenchWork.objects.filter(pk__in=sent.values("bench"))
    return Evidence(status, figures, gettext("0 sent nevertheless"), _parcels(parcels))


@control("A-6", "B-7.2.3", title="Drivers sign for what they take along")
def hand_overs_signed(at: datetime) -> Evidence:
    """Lists with parcels that nobody has signed for a day after they were opened."""
    lists = HandOver.objects.filter(opened_at__gt=at - WINDOW, opened_at__lte=at)
    old = lists.filter(closed_at=None, opened_at__lt=at - timedelta(days=1))
    unsigned = old.filter(parcels__isnull=False).distinct()
    total, number = lists.count(), unsigned.count()
    records = Records(number, "admin:hand_over", {})
    return Evidence(
        share_kept(kept=total - number, of=total),
        {"lists in 30 days": total, "not signed": number},
        gettext("0 not signed after a day"),
        records,
    )


@control("A-6", "B-7.2.3", title="Labels lead to nobody's number for long")
def relays_end(at: datetime) -> Evidence:
    """Relay extensions that still lead to a recipient long after the parcel arrived (PI-18)."""
    days = int(norm("packing.relay_days", on=at)) + 2
    closed = BenchWork.objects.filter(state=BenchState.CLOSED, ended_at__lte=at).exists()
    arrived = Q(shipment__delivered_at__lt=at - timedelta(days=days))
    late = Relay.objects.filter(arrived, ended_at=None)
    number = late.count()
    status = Status.NO_DATA if not closed else Status.KEPT if not number else Status.BROKEN
    live = Relay.objects.filter(ended_at=None, bound_at__lte=at).count()
    shown = ",".join(str(one) for one in late.values_list("shipment_id", flat=True)[:SHOWN_AT_MOST])
    records = Records(number, "admin:delivery_shipment_changelist", {"id__in": shown} if shown else {})
    figures = {"live": live, "longer than they should": number}
    return Evidence(status, figures, gettext("0 longer than they should"), records)


@control("A-6", "B-7.1.1", title="Suppliers that send themselves send in time")
def suppliers_send_in_time(at: datetime) -> Evidence:
    """Parts of orders that a supplier should have given to a carrier by now."""
    asked = Allocation.objects.filter(
        warehouse__operator__isnull=False, allocated_at__gt=at - WINDOW, allocated_at__lte=at
    )
    overdue = late(at)
    number = overdue.count()
    status = share_kept(kept=0, of=asked.count(), broken=number)
    shown = ",".join(str(one) for one in overdue.values_list("pk", flat=True)[:SHOWN_AT_MOST])
    records = Records(number, "admin:delivery_allocation_changelist", {"id__in": shown} if shown else {})
    figures = {"asked in 30 days": asked.count(), "longer than they should": number}
    hours = int(norm("packing.drop_hours", on=at))
    return Evidence(status, figures, gettext("0 longer than {hours} hours").format(hours=hours), records)

"""What parcels can prove."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import ExpressionWrapper, F, Max, Q, QuerySet, Sum
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.translation import gettext

from zhanggui.domain.delivery.models import (
    Allocation,
    CarrierClaim,
    CarrierLine,
    Lane,
    PickupPoint,
    Shipment,
    Shortage,
    TrackingEvent,
    Trouble,
)
from zhanggui.domain.delivery.policies import TROUBLE
from zhanggui.domain.delivery.promising import beyond_at
from zhanggui.domain.delivery.rules import PACKING_CHECKS
from zhanggui.domain.delivery.states import (
    NEEDS_CONSENT,
    ClaimState,
    FollowState,
    ParcelState,
    ShortWay,
    Tracker,
    TroubleKind,
)
from zhanggui.domain.partners.states import PartnerState
from zhanggui.domain.sales.states import OrderState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

WINDOW = timedelta(days=30)
SHOWN_AT_MOST = 100
CAME_LATE = GreaterThan(TruncDate("delivered_at", tzinfo=SHANGHAI), F("promised_on"))
TOLD_IN_TIME = LessThanOrEqual(TruncDate("delay_told_at", tzinfo=SHANGHAI), F("promised_on"))
CARRIERS_FAULT = (ParcelState.LOST.value, ParcelState.FAILED.value, ParcelState.RETURNED.value)


def _these(shipments: QuerySet[Shipment]) -> Records:
    """The list of parcels, showing exactly these (the first of them, if there are very many)."""
    return _shown(list(shipments.values_list("id", flat=True)))


def _shown(ids: Iterable[UUID]) -> Records:
    known = list(ids)
    shown = ",".join(str(one) for one in known[:SHOWN_AT_MOST])
    return Records(len(known), "admin:delivery_shipment_changelist", {"id__in": shown} if shown else {})


def _delivered(at: datetime) -> QuerySet[Shipment]:
    """Parcels of the last 30 days that were delivered."""
    return Shipment.objects.filter(delivered_at__gt=at - WINDOW, delivered_at__lte=at)


def _on_the_road(at: datetime) -> QuerySet[Shipment]:
    return Shipment.objects.filter(shipped_at__lte=at, delivered_at=None).exclude(
        state__in=[ParcelState.RETURNED, ParcelState.LOST]
    )


@control("B-7.1.1", "B-7.3.1", title="Parcels arrive by the promised day")
def parcels_on_time(at: datetime) -> Evidence:
    """Of the parcels delivered in 30 days, how many came by the promised day (of Shanghai)."""
    arrived = _delivered(at).exclude(promised_on=None)
    late = arrived.filter(CAME_LATE)
    total, number = arrived.count(), late.count()
    wanted = int(norm("delivery.on_time_percent", on=at))
    percent = round(100 * (total - number) / total, 1) if total else 0
    status = Status.NO_DATA if not total else Status.KEPT if percent >= wanted else Status.BROKEN
    figures = {"delivered in 30 days": total, "late": number, "on time, percent": percent}
    return Evidence(
        status, figures, gettext("at least {percent} percent on time").format(percent=wanted), _these(late)
    )


@control("B-7.1.1", title="Parcels arrive whole")
def parcels_intact(at: datetime) -> Evidence:
    """Of the parcels that ended in 30 days, how many were not lost."""
    ended = Shipment.objects.filter(state_since__gt=at - WINDOW, state_since__lte=at).filter(
        state__in=[ParcelState.DELIVERED, ParcelState.LOST]
    )
    lost = ended.filter(state=ParcelState.LOST)
    total, number = ended.count(), lost.count()
    wanted = int(norm("delivery.intact_permille", on=at))
    status = share_kept(kept=0, of=total, broken=int(1000 * (total - number) < wanted * total))
    return Evidence(
        status,
        {"ended": total, "lost": number},
        gettext("at least {permille} permille whole").format(permille=wanted),
        _these(lost),
    )


@control("B-7.1.2", title="Every parcel has a complete packing record")
def packing_recorded(at: datetime) -> Evidence:
    """Who packed it, and each item of the packing check answered."""
    parcels = Shipment.objects.filter(packed_at__gt=at - WINDOW, packed_at__lte=at)
    lacking = parcels.exclude(packing__checks__contains=sorted(PACKING_CHECKS))
    total, number = parcels.count(), lacking.count()
    figures = {"packed in 30 days": total, "without a complete record": number}
    return Evidence(
        share_kept(kept=total - number, of=total), figures, "0 without a complete record", _these(lacking)
    )


@control("B-7.1.3", title="Late parcels are told of in advance")
def delays_told(at: datetime) -> Evidence:
    """Of the parcels that are or were late, how many customers heard of it in time."""
    today = at.astimezone(SHANGHAI).date()
    arrived_late = Q(pk__in=_delivered(at).filter(CAME_LATE).values("pk"))
    still_out = Q(pk__in=_on_the_road(at).filter(promised_on__lt=today).values("pk"))
    late = Shipment.objects.filter(arrived_late | still_out)
    silent = late.exclude(pk__in=late.filter(TOLD_IN_TIME).values("pk"))
    total, number = late.count(), silent.count()
    sent = Shipment.objects.filter(shipped_at__lte=at).exists()
    status = share_kept(kept=total - number, of=total) if total else Status.KEPT if sent else Status.NO_DATA
    return Evidence(status, {"late": total, "not told": number}, "0 not told", _these(silent))


@control("B-7.1.3", title="Who waits for an order that leaves late is told in advance")
def late_leaving_told(at: datetime) -> Evidence:
    """Orders that have not left on their promised day, and whose customer does not know."""
    today = at.astimezone(SHANGHAI).date()
    unsent_orders = apps.get_model("sales", "Order").objects.filter(
        state=OrderState.CONFIRMED, shipped_at=None, confirmed_at__lte=at
    )
    late = unsent_orders.filter(promised_on__lte=today)
    silent = late.filter(delay_told=None)
    ids = list(silent.values_list("id", flat=True)[: SHOWN_AT_MOST * 10])
    shown = ",".join(str(one) for one in ids[:SHOWN_AT_MOST])
    total, number = unsent_orders.count(), silent.count()
    figures = {"not left": total, "on their promised day or after it": late.count(), "not told": number}
    records = Records(len(ids), "admin:sales_order_changelist", {"id__in": shown} if shown else {})
    sent = Shipment.objects.filter(shipped_at__lte=at).exists()
    status = share_kept(kept=0, of=total or int(sent), broken=number)
    return Evidence(status, figures, gettext("0 not told"), records)


@control("B-7.3.1", title="No parcel on the road is without news")
def parcels_have_news(at: datetime) -> Evidence:
    """Parcels of which nothing was heard for a day: somebody must ask the carrier."""
    hours = int(norm("delivery.news_hours", on=at))
    road = _on_the_road(at).annotate(news_at=Coalesce("last_event_at", "shipped_at"))
    stale = road.filter(news_at__lt=at - timedelta(hours=hours))
    total, number = road.count(), stale.count()
    sent = Shipment.objects.filter(shipped_at__lte=at).exists()
    status = share_kept(kept=0, of=int(sent), broken=int(number * 20 > total), risk=number)
    figures = {"on the road": total, "without news": number}
    return Evidence(
        status, figures, gettext("0 without news for {hours} hours").format(hours=hours), _these(stale)
    )


@control("B-7.3.2", title="Customers see what carriers tell in minutes")
def events_visible(at: datetime) -> Evidence:
    """From the moment something happened to the moment it stood on the customer's page."""
    minutes = int(norm("delivery.visible_minutes", on=at))
    waited = ExpressionWrapper(F("received_at") - F("occurred_at"), output_field=DurationField())
    events = TrackingEvent.objects.filter(received_at__gt=at - WINDOW, received_at__lte=at)
    slow = events.annotate(waited=waited).filter(waited__gt=timedelta(minutes=minutes))
    total, number = events.count(), slow.count()
    parcels = slow.exclude(shipment=None).values_list("shipment_id", flat=True).distinct()
    status = share_kept(kept=0, of=total, broken=int(number * 20 > total), risk=number)
    figures = {"events in 30 days": total, "later than they should": number}
    threshold = gettext("at least 95 percent within {minutes} minutes").format(minutes=minutes)
    return Evidence(status, figures, threshold, _shown(one for one in parcels if one))


@control("B-7.3.3", title="Parcels in trouble are dealt with")
def exceptions_dealt_with(at: datetime) -> Evidence:
    """A parcel that failed, came back or got lost is not left lying."""
    days = int(norm("delivery.exception_days", on=at))
    trouble = Shipment.objects.filter(state__in=CARRIERS_FAULT, state_since__lte=at, taken_back_at=None)
    trouble = trouble.exclude(state=ParcelState.LOST)
    overdue = trouble.filter(state_since__lt=at - timedelta(days=days))
    sent = Shipment.objects.filter(shipped_at__lte=at).exists()
    status = share_kept(kept=0, of=int(sent), broken=overdue.count())
    figures = {"in trouble": trouble.count(), "longer than they should": overdue.count()}
    return Evidence(status, figures, gettext("0 longer than {days} days").format(days=days), _these(overdue))


@control("B-7.2.1", title="Parcels go with carriers in good standing only")
def carriers_in_good_standing(at: datetime) -> Evidence:
    """No parcel on the road is with a carrier that may not trade at this moment."""
    road = _on_the_road(at)
    wrong = road.exclude(Q(carrier__state=PartnerState.ACTIVE), Q(carrier__trades_until=None))
    wrong = wrong.exclude(carrier__state=PartnerState.ACTIVE, carrier__trades_until__gt=at)
    total, number = road.count(), wrong.count()
    sent = Shipment.objects.filter(shipped_at__lte=at).exists()
    status = share_kept(kept=0, of=int(sent), broken=number)
    figures = {"on the road": total, "with a carrier that may not": number}
    return Evidence(status, figures, "0 with a carrier that may not", _these(wrong))


def _troubles(troubles: QuerySet[Trouble]) -> Records:
    """The list of troubles, showing exactly these."""
    known = list(troubles.values_list("id", flat=True)[: SHOWN_AT_MOST * 10])
    shown = ",".join(str(one) for one in known[:SHOWN_AT_MOST])
    return Records(len(known), "admin:delivery_trouble_changelist", {"id__in": shown} if shown else {})


@control("A-6", "B-7.3.3", title="Troubles of parcels are settled in their time")
def troubles_settled(at: datetime) -> Evidence:
    """Of what went wrong in 30 days, nothing is open longer than its case allows."""
    opened = Trouble.objects.filter(opened_at__gt=at - WINDOW, opened_at__lte=at)
    late = Case.objects.filter(kind=TROUBLE.kind, resolved_at=None, resolve_by__lt=at).values("subject_id")
    overdue = Trouble.objects.filter(pk__in=late, settled_at=None)
    total, number = opened.count(), overdue.count()
    figures = {
        "opened in 30 days": total,
        "still open": opened.filter(settled_at=None).count(),
        "overdue": number,
    }
    status = share_kept(kept=0, of=max(total, number), broken=number)
    return Evidence(status, figures, gettext("0 overdue"), _troubles(overdue))


@control("A-4.3", "B-7.1.3", title="Who is short of pieces is told, and waits a week at most")
def shortages_told(at: datetime) -> Evidence:
    """Of the pieces that were not there in 30 days: customers told within the hour, none waiting too long."""
    days = timedelta(days=int(norm("delivery.shortage_days", on=at)))
    opened = Shortage.objects.filter(opened_at__gt=at - WINDOW, opened_at__lte=at)
    waiting = opened.filter(settled_at=None)
    untold = waiting.filter(told_at=None, opened_at__lt=at - timedelta(hours=1))
    overdue = waiting.filter(opened_at__lt=at - days - timedelta(hours=1))
    wrong = list((untold | overdue).values_list("id", flat=True)[: SHOWN_AT_MOST * 10])
    shown = ",".join(str(one) for one in wrong[:SHOWN_AT_MOST])
    figures = {
        "not there in 30 days": opened.count(),
        "made up for": opened.filter(way=ShortWay.FILLED).count(),
        "waited for": waiting.count(),
        "not told": untold.count(),
        "waited for too long": overdue.count(),
    }
    # Where something was always there, nobody had to be told.
    allocated = Allocation.objects.filter(allocated_at__gt=at - WINDOW, allocated_at__lte=at).exists()
    records = Records(len(wrong), "admin:delivery_shortage_changelist", {"id__in": shown} if shown else {})
    status = share_kept(kept=0, of=int(allocated or bool(figures["not there in 30 days"])), broken=len(wrong))
    return Evidence(status, figures, gettext("0 not told, 0 waited for too long"), records)


@control("A-6", "B-7.3.3", title="Customers do not bear what is lost on the way")
def losses_made_good(at: datetime) -> Evidence:
    """Parcels lost or brought back, whose customer has neither goods nor money after three days."""
    days = int(norm("delivery.exception_days", on=at))
    ended = Shipment.objects.filter(
        state__in=[ParcelState.LOST, ParcelState.RETURNED], state_since__gt=at - 3 * WINDOW
    )
    unpaid = ended.filter(settled_at=None, state_since__lt=at - timedelta(days=days))
    total, number = ended.count(), unpaid.count()
    waiting = ended.filter(settled_at=None).count()
    figures = {"lost or brought back in 90 days": total, "without goods or money": number}
    status = share_kept(kept=0, of=total, broken=number, risk=waiting)
    return Evidence(status, figures, gettext("0 after {days} days").format(days=days), _these(unpaid))


@control("A-6", "B-7.2.4", title="Carriers answer claims in seven days")
def claims_answered(at: datetime) -> Evidence:
    """Claims of 90 days whose carrier let its time pass, and nobody decided (EX-05)."""
    asked = CarrierClaim.objects.filter(proposed_at__gt=at - 3 * WINDOW, proposed_at__lte=at)
    silent = asked.filter(state=ClaimState.PROPOSED, answer_by__lt=at)
    total, number = asked.count(), silent.count()
    recovered = asked.aggregate(fen=Sum("agreed_fen"))["fen"] or 0
    figures = {
        "claims in 90 days": total,
        "not answered in time": number,
        "recovered, yuan": recovered // 100,
    }
    shown = ",".join(str(one) for one in silent.values_list("id", flat=True)[:SHOWN_AT_MOST])
    records = Records(number, "admin:delivery_carrierclaim_changelist", {"id__in": shown} if shown else {})
    return Evidence(share_kept(kept=0, of=total, broken=number), figures, gettext("0 not answered"), records)


@control("A-6", "B-7.2.4", title="Parcels are left with others only by consent")
def left_by_consent(at: datetime) -> Evidence:
    """Of the parcels left with somebody else or in a locker, none against the customer's word (EX-04).

    A breach is a trouble with its case; it counts until it was looked into.
    """
    delivered = _delivered(at)
    left = delivered.filter(events__code__in=list(NEEDS_CONSENT)).distinct()
    against = Trouble.objects.filter(
        kind=TroubleKind.LEFT_WITHOUT_CONSENT, opened_at__gt=at - WINDOW, opened_at__lte=at
    )
    unsolved = against.filter(settled_at=None)
    figures = {
        "delivered in 30 days": delivered.count(),
        "left with others": left.count(),
        "without consent": against.count(),
        "not looked into": unsolved.count(),
    }
    status = share_kept(kept=0, of=delivered.count(), broken=unsolved.count(), risk=against.count())
    return Evidence(status, figures, gettext("0 without consent"), _troubles(unsolved))


@control("A-6", "B-7.3.2", title="Every parcel on the road is followed")
def parcels_followed(at: datetime) -> Evidence:
    """Parcels with carriers whose tracker can be asked: a quarter of an hour after the hand-over, it was."""
    minutes = timedelta(minutes=int(norm("delivery.visible_minutes", on=at)))
    road = _on_the_road(at).filter(carrier__line__isnull=False).exclude(carrier__line__tracker=Tracker.PORTAL)
    due = road.filter(shipped_at__lt=at - minutes, settled_at=None)
    followed = Q(following__state__in=[FollowState.FOLLOWED, FollowState.ENDED])
    with_a_person = Q(troubles__kind=TroubleKind.UNFOLLOWED, troubles__settled_at=None)
    wrong = due.exclude(pk__in=due.filter(followed | with_a_person).values("pk"))
    total, number = road.count(), wrong.count()
    lines = CarrierLine.objects.exclude(tracker=Tracker.PORTAL).exists()
    figures = {"on the road": total, "not followed": number}
    status = share_kept(kept=0, of=int(lines), broken=number)
    return Evidence(status, figures, gettext("0 not followed"), _these(wrong))


@control("B-7.1.3", title="Whom nobody delivers to can collect")
def beyond_can_collect(at: datetime) -> Evidence:
    """Every province we do not deliver to has an open pick-up point that serves it."""
    beyond = beyond_at(at)
    served = {province for point in PickupPoint.objects.filter(closed_at=None) for province in point.serves}
    lacking = sorted(beyond - served)
    figures = {"provinces without delivery": len(beyond), "without a pick-up point": len(lacking)}
    records = Records(len(served), "admin:delivery_pickuppoint_changelist", {})
    return Evidence(
        share_kept(kept=len(beyond) - len(lacking), of=len(beyond)),
        figures,
        gettext("0 without a pick-up point"),
        records,
    )


@control("B-7.3.1", title="Promises rest on what lanes have shown lately")
def lanes_counted(at: datetime) -> Evidence:
    """The lanes were counted within two days, as long as parcels arrive."""
    arrived = _delivered(at).exists()
    counted = Lane.objects.aggregate(last=Max("counted_at"), parcels=Sum("parcels"))
    fresh = counted["last"] is not None and counted["last"] > at - timedelta(days=2)
    figures = {"lanes": Lane.objects.count(), "parcels": counted["parcels"] or 0}
    records = Records(figures["lanes"], "admin:delivery_lane_changelist", {})
    status = share_kept(kept=int(fresh), of=int(arrived))
    return Evidence(status, figures, gettext("counted within two days"), records)

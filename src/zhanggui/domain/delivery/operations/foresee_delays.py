"""Telling customers in advance that a parcel will be late (B-7.1.3)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from zhanggui.domain.delivery.capabilities import FORESEE
from zhanggui.domain.delivery.facts import DelayForeseen
from zhanggui.domain.delivery.following_links import link_to
from zhanggui.domain.delivery.foreseeing import Outlook, foreseen
from zhanggui.domain.delivery.lanes import Lanes
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.delivery.notice_kinds import LATE
from zhanggui.domain.delivery.states import FINAL, ParcelState
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail

LOOK_AHEAD = timedelta(days=5)
"""A promise further away than this is not looked at: there is time to catch up."""


@transaction.atomic
def foresee_delays(*, by: Actor, at: datetime, limit: int = 500) -> list[Shipment]:
    """Every parcel that will probably miss its promise: its customer is told of it once, with a new day.

    By what its lane has shown: of the parcels that were under way for as long, how many came in time. Where
    too few went that way, by its last event: promised for tomorrow and not out for delivery today. In the
    evening of the promised day, whatever has not arrived.
    """
    by.require(FORESEE)
    moment = at.astimezone(SHANGHAI)
    today = moment.date()
    road = (
        Shipment.objects.locked()
        .select_related("order__address", "order__delay_told", "allocation__warehouse")
        .filter(shipped_at__isnull=False, delivered_at=None, delay_told_at=None, settled_at=None)
        .filter(promised_on__lte=today + LOOK_AHEAD)
        .exclude(Q(state=ParcelState.OUT_FOR_DELIVERY, promised_on__gt=today))
        .exclude(state__in=FINAL)
        .order_by("promised_on", "id")
    )
    endangered = list(road[: limit * 4])
    lanes = Lanes({parcel.order.address.province for parcel in endangered}, at=at)
    told = []
    for parcel in endangered:
        outlook = foreseen(parcel, lanes, at)
        if outlook.late:
            _tell_once(parcel, outlook, by=by, at=at)
            told.append(parcel)
        if len(told) == limit:
            break
    Shipment.objects.bulk_update(told, ["delay_told_at", "expected_on"])
    return told


def _tell_once(parcel: Shipment, outlook: Outlook, *, by: Actor, at: datetime) -> None:
    """Who heard before it left that it comes by that day has been told already."""
    before = getattr(parcel.order, "delay_told", None)
    if before is not None and outlook.expected_on <= before.expected_on:
        parcel.delay_told_at, parcel.expected_on = before.told_at, before.expected_on
        return
    _tell(parcel, outlook, by=by, at=at)


def _tell(parcel: Shipment, outlook: Outlook, *, by: Actor, at: datetime) -> None:
    parcel.delay_told_at, parcel.expected_on = at, outlook.expected_on
    fact = DelayForeseen(
        number=parcel.number, promised_on=str(parcel.promised_on), expected_on=str(outlook.expected_on)
    )
    trail.record(fact, on=parcel, by=by, at=at, thread=parcel.order)
    if parcel.order.customer_id is None:
        return
    values = {
        "order": parcel.order.number,
        "promised": f"{parcel.promised_on:%Y-%m-%d}",
        "expected": f"{outlook.expected_on:%Y-%m-%d}",
        "link": link_to(parcel.number),
    }
    notice = Notice(
        kind=LATE,
        account_id=parcel.order.customer_id,
        key=f"late:{parcel.id}",
        values=values,
        about=trail.Subject.of(parcel.order),
    )
    send(notice=notice, by=by, at=at)

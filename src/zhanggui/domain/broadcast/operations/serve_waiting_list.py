"""Serving the waiting list of one article: offers that ran out lapse, what came back is offered in order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import waiting
from zhanggui.domain.broadcast.capabilities import SERVE_WAITING
from zhanggui.domain.broadcast.facts import WaitingServed
from zhanggui.domain.broadcast.holding import held_goods, left_of
from zhanggui.domain.broadcast.models import SlotGoods, WaitingPlace
from zhanggui.domain.broadcast.states import SlotState, WaitingState
from zhanggui.domain.catalog.queries import on_air_goods
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def serve_waiting_list(*, slot_goods_id: UUID, by: Actor, at: datetime) -> int:
    """Hold what is left for those who have waited longest, each for a time, and tell them. How many offers.

    Nobody is served before somebody who came earlier: who waits for more than is left holds the others up.
    """
    by.require(SERVE_WAITING)
    slot, goods = held_goods(slot_goods_id)
    places = list(WaitingPlace.objects.locked().filter(slot_goods=goods, ended_at=None))
    places.sort(key=lambda place: place.number)
    lapsed = _lapse(places, at)
    offered = 0
    if slot.state == SlotState.ON_AIR and goods.off_air_at is None:
        offered = _offer([place for place in places if place.state == WaitingState.WAITING], goods, at)

    if lapsed or offered:
        fact = WaitingServed(item_number=goods.item_number, offered=offered, lapsed=lapsed)
        trail.record(fact, on=goods, by=by, at=at, thread=slot)
    return offered


def _lapse(places: list[WaitingPlace], at: datetime) -> int:
    due = [one for one in places if one.offered_until is not None and one.offered_until <= at]
    for place in due:
        waiting.end(place, "lapse", at=at)
    return len(due)


def _offer(places: list[WaitingPlace], goods: SlotGoods, at: datetime) -> int:
    known = on_air_goods([goods.sku_id])[goods.sku_id]
    for served, place in enumerate(places):
        if left_of([goods])[goods.id].available < place.quantity:
            return served
        try:
            waiting.hold(place, goods, at=at)
        except ledger.Insufficient:
            return served
        waiting.tell(place, goods, known.name or known.sku_code, at=at)
    return len(places)

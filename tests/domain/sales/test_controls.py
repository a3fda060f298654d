"""What orders prove: each control is shown green, and red."""

from datetime import timedelta

import pytest

from tests.journeys.conftest import buyer, customer, thing, wish
from zhanggui.domain.sales import controls
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.place_order import place_order

__all__ = ["buyer", "customer", "thing", "wish"]
pytestmark = pytest.mark.django_db


def test_ordered_once(wish, customer, noon):
    assert controls.ordered_once(noon).status == "no_data"
    place_order(wish=wish(1), by=customer, at=noon)
    place_order(wish=wish(2), by=customer, at=noon + timedelta(seconds=3))
    place_order(wish=wish(2), by=customer, at=noon + timedelta(minutes=1))
    later = noon + timedelta(hours=1)
    assert controls.ordered_once(later).status == "kept", "other lines, or a minute later"

    again = place_order(wish=wish(2), by=customer, at=noon + timedelta(seconds=63))
    red = controls.ordered_once(later)
    assert (red.status, red.figures["placed twice"]) == ("broken", 1)
    assert red.records.query["id__in"] == str(again.id)


def test_orders_move_on(wish, customer, noon):
    assert controls.orders_move_on(noon).status == "no_data"
    placed = place_order(wish=wish(1), by=customer, at=noon)
    assert controls.orders_move_on(noon).status == "kept"

    late = noon + timedelta(minutes=41)
    red = controls.orders_move_on(late)
    assert (red.status, red.records.query["id__in"]) == ("broken", str(placed.id))

    place_order(wish=wish(1), by=customer, at=late)
    expire_unpaid_orders(by=SYSTEM, at=late)
    assert controls.orders_move_on(late).status == "kept"
    assert Order.objects.get(pk=placed.id).state == "expired"

"""A customer with an order, agents, and a supervisor."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.journeys.conftest import buyer, customer, thing, wish
from tests.people import somebody
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import OrderWish
from zhanggui.journeys.place_order import place_order

__all__ = ["agent", "bought", "buyer", "customer", "outsider", "supervisor", "thing", "unpaid", "wish"]


@pytest.fixture
def agent(db: None) -> Actor:
    return somebody("客服小李", Role.CS_AGENT)


@pytest.fixture
def supervisor(db: None) -> Actor:
    return somebody("客服主管", Role.CS_SUPERVISOR)


@pytest.fixture
def outsider(db: None) -> Actor:
    return somebody("别的顾客", Role.CUSTOMER)


@pytest.fixture
def bought(wish: Callable[..., OrderWish], customer: Actor, noon: datetime) -> Order:
    """An order to be paid at the door: a purchase at once."""
    placed = place_order(wish=wish(1, method="cash_on_delivery"), by=customer, at=noon)
    return Order.objects.get(pk=placed.id)


@pytest.fixture
def unpaid(wish: Callable[..., OrderWish], customer: Actor, noon: datetime) -> Order:
    """An order nobody has paid."""
    return Order.objects.get(pk=place_order(wish=wish(1), by=customer, at=noon).id)

"""A customer, goods on sale, and orders that are finished with."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.domain.aftersales.conftest import deliver, keeper, warehouse
from tests.journeys.conftest import buyer, customer, thing, wish
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.finish_orders import complete_order

__all__ = ["buyer", "customer", "deliver", "finish", "keeper", "thing", "warehouse", "wish"]


@pytest.fixture
def finish(deliver: Callable[..., Order], noon: datetime) -> Callable[..., Order]:
    """An order of so many pieces, signed for, its time to return over at noon."""

    def finished(quantity: int = 1) -> Order:
        return complete_order(order_id=deliver(quantity).id, by=SYSTEM, at=noon)

    return finished

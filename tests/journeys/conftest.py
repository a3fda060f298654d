"""A small shop in which things can be bought."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from benchmarks.shelf import Buyer, OnSale, buyers, goods_on_sale

from tests.people import somebody
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.kernel.ids import new_id


@pytest.fixture
def thing(db: None) -> OnSale:
    """One SKU on sale, ten pieces of it."""
    return goods_on_sale(1, pieces=10)[0]


@pytest.fixture
def buyer(db: None) -> Buyer:
    """A customer with an address."""
    return buyers(1)[0]


@pytest.fixture
def customer(buyer: Buyer) -> Actor:
    """The same customer, acting on the web."""
    return Account.objects.get(pk=buyer.account_id).actor(via="web")


@pytest.fixture
def wish(thing: OnSale, buyer: Buyer) -> Callable[..., OrderWish]:
    """The wish for one piece of the thing, to be varied."""

    def make(quantity: int = 1, announced_fen: int | None = None, **more: Any) -> OrderWish:
        line = LineWish(
            sku_id=more.pop("sku_id", thing.sku_id),
            quantity=quantity,
            announced_fen=thing.amount_fen if announced_fen is None else announced_fen,
            no_return_confirmed=more.pop("no_return_confirmed", False),
        )
        usual: dict[str, Any] = {
            "customer_id": buyer.account_id, "channel": "web", "method": "gateway",
            "address_id": buyer.address_id, "lines": (line,), "key": new_id().hex,
        }  # fmt: skip
        return OrderWish(**(usual | more))

    return make


@pytest.fixture
def placed(wish: Callable[..., OrderWish], customer: Actor, noon: datetime) -> Placed:
    """An order of two pieces, waiting for its payment."""
    return place_order(wish=wish(2), by=customer, at=noon)


@pytest.fixture
def clerk(db: None) -> Actor:
    """Somebody of finance who proposes."""
    return somebody("出纳", Role.FINANCE)


@pytest.fixture
def head(db: None) -> Actor:
    """Somebody else of finance, who agrees."""
    return somebody("财务主管", Role.FINANCE)

"""An order of three pieces, signed for; people who deal with what comes back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from benchmarks.shelf import goods_on_sale

from tests.journeys.conftest import buyer, customer, thing, wish
from tests.people import LONG_AGO, somebody
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.journeys.order_wish import OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.ids import new_id

__all__ = ["buyer", "customer", "thing", "wish"]


@pytest.fixture
def agent(db: None) -> Actor:
    return somebody("客服", Role.CS_AGENT)


@pytest.fixture
def keeper(db: None) -> Actor:
    return somebody("仓管", Role.WAREHOUSE_KEEPER)


@pytest.fixture
def outsider(db: None) -> Actor:
    return somebody("别的顾客", Role.CUSTOMER)


@pytest.fixture
def warehouse(db: None) -> Warehouse:
    return Warehouse.objects.create(
        code="HZ01", name="杭州仓", province="浙江省", city="杭州市", street="仓前路1号", opened_at=LONG_AGO
    )


@pytest.fixture
def deliver(wish: Callable[..., OrderWish], customer: Actor, noon: datetime) -> Callable[..., Order]:
    """An order placed, paid and signed for at noon."""

    def delivered(quantity: int = 3, **more: object) -> Order:
        placed = place_order(wish=wish(quantity, **more), by=customer, at=noon - timedelta(days=3))
        payment = open_payment(
            order_id=placed.id, wish=PaymentWish(), by=customer, at=noon - timedelta(days=3)
        )
        receive_payment(
            payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=noon - timedelta(days=3)
        )
        note_shipped(order_id=placed.id, by=SYSTEM, at=noon - timedelta(days=2))
        return confirm_delivery(order_id=placed.id, by=SYSTEM, at=noon)

    return delivered


@pytest.fixture
def order(deliver: Callable[..., Order]) -> Order:
    return deliver()


@pytest.fixture
def confirmed_exclusion(db: None) -> Callable[..., object]:
    """Goods whose return can be excluded by confirmation."""
    return lambda: goods_on_sale(1, pieces=10, policy="confirmed_exclusion")[0]


AskReturn = Callable[..., Return]


@pytest.fixture
def give_back(order: Order, customer: Actor, noon: datetime) -> AskReturn:
    """Ask to return some pieces of the order."""

    def asked(
        quantity: int = 1, kind: ReturnKind = ReturnKind.NO_REASON, reason: str = "", **more: object
    ) -> Return:
        of = more.pop("order", order)
        assert isinstance(of, Order)
        wanted = ReturnWish(
            order_id=of.id,
            kind=kind,
            pieces=(Pieces(of.lines.get().id, quantity),),
            key=str(more.pop("key", new_id())),
            reason=reason,
            consent=str(more.pop("consent", "已复述，顾客同意")),
        )
        return request_return(wish=wanted, **{"by": customer, "at": noon, **more})  # type: ignore[arg-type]

    return asked

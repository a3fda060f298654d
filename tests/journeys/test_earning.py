"""When an order is over, freight is income and a discount an expense: neither hides the other."""

from datetime import timedelta

import pytest

from tests.domain.finance.conftest import (
    DAY,
    agent,
    buyer,
    customer,
    defect,
    deliver,
    give_back,
    keeper,
    thing,
    warehouse,
    wish,
)
from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.finish_orders import complete_orders, confirm_delivery
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.mechanisms import ledger

__all__ = [
    "agent", "buyer", "customer", "defect", "deliver", "give_back", "keeper", "thing", "warehouse", "wish",
]  # fmt: skip
pytestmark = pytest.mark.django_db


def amount(ref):
    return ledger.balance(ref).amount


@pytest.fixture
def bought(wish, noon):
    """Three pieces with ¥10 off and ¥8 for delivery, paid and signed for."""
    wanted = wish(3, discount_fen=1_000, freight_fen=800, consent="历史订单")
    placed = place_order(wish=wanted, by=SYSTEM, at=noon - 3 * DAY)
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=SYSTEM, at=noon - 3 * DAY)
    receive_payment(payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=noon - 3 * DAY)
    note_shipped(order_id=placed.id, by=SYSTEM, at=noon - timedelta(days=2))
    return confirm_delivery(order_id=placed.id, by=SYSTEM, at=noon)


def test_freight_that_was_paid_is_income_whatever_was_taken_off_the_goods(bought, thing, noon):
    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    assert amount(accounts.prepaid(bought.id)) == 0
    assert amount(accounts.supplier_payable(thing.supplier_id)) == 3 * thing.amount_fen
    assert (amount(accounts.FREIGHT), amount(accounts.DISCOUNT), amount(accounts.LOST)) == (800, 1_000, 0)


def test_a_piece_that_came_back_takes_its_own_part_of_the_freight_only(bought, defect, thing, noon):
    defect(bought, 1, noon + DAY)
    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    # A third of each: ¥3.33 of the discount, ¥2.66 of the freight (a fault costs its customer nothing).
    assert bought.returns.get().refund_fen == thing.amount_fen - 333 + 266
    assert amount(accounts.supplier_payable(thing.supplier_id)) == 2 * thing.amount_fen
    assert (amount(accounts.FREIGHT), amount(accounts.DISCOUNT)) == (800 - 266, 1_000 - 333)
    assert amount(accounts.prepaid(bought.id)) == 0

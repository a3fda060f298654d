"""The clock of the machine jumps, and comes back: nothing is lost or sold twice, and the records agree."""

from datetime import timedelta

import pytest

from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import Use
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.trail.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "jump",
    [
        pytest.param(timedelta(minutes=20), id="twenty minutes ahead"),
        pytest.param(timedelta(days=40), id="into another month"),
        pytest.param(timedelta(minutes=-20), id="twenty minutes back"),
        pytest.param(timedelta(days=-1), id="into yesterday"),
    ],
)
def test_orders_before_during_and_after_a_jump_are_all_there(jump, wish, customer, thing, noon):
    """Placed before, paid while the clock is wrong, and another one when it is right again."""
    # What the shelf of the tests was put up with has no history, before as after.
    found = trail.verify(noon)
    before = place_order(wish=wish(2), by=customer, at=noon)
    payment = open_payment(order_id=before.id, wish=PaymentWish(), by=customer, at=noon + MINUTE)
    wrong = noon + MINUTE + jump
    ledger.checkpoint(wrong)
    seal(wrong)
    use = receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=wrong)
    expire_unpaid_orders(by=SYSTEM, at=wrong)

    right = noon + 2 * MINUTE
    after = place_order(wish=wish(3), by=customer, at=right)
    ledger.checkpoint(right)
    seal(right)

    assert use is Use.CONFIRM
    states = dict(Order.objects.values_list("id", "state"))
    assert states == {before.id: "confirmed", after.id: "placed"}
    shelf = ledger.balance(stock.sellable(thing.sku_id))
    assert (shelf.amount, shelf.reserved) == (8, 3)
    assert trail.verify(right) == trail.verify(max(right, wrong)) == found


def test_the_same_wish_sent_again_after_a_jump_back_is_the_same_order(wish, customer, noon):
    wanted = wish(2)
    first = place_order(wish=wanted, by=customer, at=noon)

    assert place_order(wish=wanted, by=customer, at=noon - timedelta(hours=3)).id == first.id
    assert Order.objects.count() == 1

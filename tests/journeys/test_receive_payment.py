"""Money that arrives is taken in, used for its order, or owed back: never lost."""

from datetime import timedelta

import pytest

from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments import accounts
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.operations import PaymentWish, finish_refund, open_payment
from zhanggui.domain.payments.operations.open_payment import MoreThanOwed, NothingToPay
from zhanggui.domain.payments.queries import Use
from zhanggui.domain.payments.states import PaymentNotReady
from zhanggui.domain.pricing.models import TradedPrice
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.mechanisms import ledger, trail

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(minutes=5)
LATE = timedelta(minutes=31)


@pytest.fixture
def pay(placed, customer, noon):
    """Open a payment of the order and let it arrive."""

    def paying(after=SOON, order=placed, **wish):
        wanted = PaymentWish(**wish)
        payment = open_payment(order_id=order.id, wish=wanted, by=customer, at=noon)
        return lambda: receive_payment(
            payment_id=payment.id, gateway_trade=f"T{payment.number}", by=SYSTEM, at=noon + after
        )

    return paying


def money(order_id):
    return {
        "prepaid": ledger.balance(accounts.prepaid(order_id)).available,
        "refunding": ledger.balance(accounts.refunding(order_id)).available,
    }


def test_a_paid_order_is_confirmed_and_its_stock_is_sold(placed, pay, thing):
    assert pay()() is Use.CONFIRM

    order = Order.objects.get(pk=placed.id)
    assert order.state == "confirmed"
    shelf = ledger.balance(stock.sellable(thing.sku_id))
    assert (shelf.amount, shelf.reserved) == (8, 0)
    assert money(placed.id) == {"prepaid": placed.payable_fen, "refunding": 0}
    assert TradedPrice.objects.get().amount_fen == thing.amount_fen
    assert [told.name for told in trail.timeline(order)][::-1] == [
        "sales.order_placed", "payments.payment_opened", "payments.payment_taken", "sales.order_confirmed",
    ]  # fmt: skip


def test_a_payment_arrives_once(pay):
    arrive = pay()
    arrive()
    with nothing_changes(), pytest.raises(PaymentNotReady):
        arrive()


def test_several_payments_make_one_order(placed, pay):
    first, second = pay(amount_fen=1000, instalments=3), pay(amount_fen=placed.payable_fen - 1000)
    assert first() is Use.WAIT
    assert Order.objects.get(pk=placed.id).state == "placed"
    assert second() is Use.CONFIRM


def test_the_same_wish_is_the_same_payment_and_none_is_above_what_is_owed(placed, customer, noon):
    first = open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon)
    assert open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon) == first
    above = PaymentWish(amount_fen=placed.payable_fen + 1)
    with nothing_changes(), pytest.raises(MoreThanOwed):
        open_payment(order_id=placed.id, wish=above, by=customer, at=noon)


def test_a_second_payment_of_a_paid_order_goes_back(placed, pay):
    one, other = pay(), pay(instalments=6)
    one()
    assert other() is Use.SEND_BACK

    refund = Refund.objects.get()
    assert (refund.amount_fen, refund.state) == (placed.payable_fen, "requested")
    assert money(placed.id) == {"prepaid": placed.payable_fen, "refunding": placed.payable_fen}


def test_what_is_too_much_goes_back(placed, pay):
    part, whole = pay(amount_fen=1000), pay()
    part()
    assert whole() is Use.CONFIRM
    assert Refund.objects.get().amount_fen == 1000


def test_an_order_paid_late_is_honoured_while_there_is_stock(placed, pay, thing, noon):
    arrive = pay(after=LATE + SOON)
    expire_unpaid_orders(by=SYSTEM, at=noon + LATE)
    assert Order.objects.get(pk=placed.id).state == "expired"
    assert ledger.balance(stock.sellable(thing.sku_id)).available == 10

    assert arrive() is Use.REVIVE
    assert Order.objects.get(pk=placed.id).state == "confirmed"
    assert ledger.balance(stock.sellable(thing.sku_id)).amount == 8


def test_an_order_paid_late_is_refunded_when_others_were_quicker(placed, pay, thing, wish, customer, noon):
    arrive = pay(after=LATE + SOON)
    expire_unpaid_orders(by=SYSTEM, at=noon + LATE)
    place_order(wish=wish(9), by=customer, at=noon + LATE)

    assert arrive() is Use.SEND_BACK
    assert Order.objects.get(pk=placed.id).state == "expired"
    refund = Refund.objects.get()
    assert refund.amount_fen == placed.payable_fen
    finish_refund(refund_id=refund.id, by=SYSTEM, at=noon + LATE + SOON)
    assert money(placed.id) == {"prepaid": 0, "refunding": 0}
    assert ledger.balance(accounts.clearing("gateway")).amount == 0


def test_a_payment_in_time_counts_although_the_reservation_ran_out_by_itself(placed, pay, thing, noon):
    arrive = pay(after=LATE)
    ledger.expire(noon + LATE)
    assert arrive() is Use.CONFIRM
    assert ledger.balance(stock.sellable(thing.sku_id)).amount == 8


def test_expiring_gives_back_once_and_only_what_is_due(placed, pay, wish, customer, thing, noon):
    pay()()
    place_order(wish=wish(3), by=customer, at=noon)
    later = place_order(wish=wish(1), by=customer, at=noon + SOON)

    assert expire_unpaid_orders(by=SYSTEM, at=noon + LATE) == 1
    assert expire_unpaid_orders(by=SYSTEM, at=noon + LATE) == 0
    shelf = ledger.balance(stock.sellable(thing.sku_id))
    assert (shelf.amount, shelf.reserved) == (8, 1)
    assert Order.objects.get(pk=later.id).state == "placed"


def test_a_cancelled_order_gives_goods_and_money_back(placed, pay, thing, customer, noon):
    pay()()
    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=noon + SOON)

    assert ledger.balance(stock.sellable(thing.sku_id)).amount == 10
    assert money(placed.id) == {"prepaid": 0, "refunding": placed.payable_fen}
    with nothing_changes(), pytest.raises(NothingToPay):
        open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon + SOON)


def test_a_cancelled_order_that_was_not_paid_closes_its_payments(placed, pay, thing, customer, noon):
    arrive = pay(after=2 * SOON)
    cancel_order(order_id=placed.id, reason="changed my mind", by=customer, at=noon + SOON)
    assert ledger.balance(stock.sellable(thing.sku_id)).available == 10

    assert arrive() is Use.SEND_BACK
    assert money(placed.id) == {"prepaid": 0, "refunding": placed.payable_fen}

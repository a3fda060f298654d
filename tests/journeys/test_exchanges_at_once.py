"""Exchanges under pressure: the same twice, two at once, the last piece, money that comes twice, a crash."""

import pytest

from tests import swaps
from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    give_back,
    keeper,
    order,
    thing,
    warehouse,
    wish,
)
from tests.mechanisms.approvals.test_at_once import together
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.models import Exchange, Return
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.refusals import PaymentsDoNotCover
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.receive_return import receive_return
from zhanggui.mechanisms import ledger

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "thing", "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


def fen(account) -> int:
    return ledger.balance(account).amount


def test_no_piece_is_exchanged_and_returned_and_no_request_kept_twice(
    order, thing, customer, noon, give_back
):
    red = swaps.variant(thing)
    results = together(
        *(lambda: swaps.ask(order, red, by=customer, at=noon, pieces=2, key="one").number for _ in range(3)),
        *(lambda: give_back(2).number for _ in range(2)),
    )
    taken = sum(line.quantity for one in Return.objects.all() for line in one.lines.all())
    assert taken == 2
    assert len({one for one in results if one.startswith(("HH", "TH"))}) == 1
    assert ledger.balance(swaps.stock.sellable(red.sku_id)).available == 10 - 2 * Exchange.objects.count()


def test_the_last_piece_replaces_one_thing_only(order, thing, customer, noon):
    red = swaps.variant(thing, pieces=1)
    results = together(*(lambda: swaps.ask(order, red, by=customer, at=noon).state for _ in range(3)))
    assert sorted(results) == ["approved", "sold-out", "sold-out"]
    assert Order.objects.filter(replaces__isnull=False).count() == 1


def test_called_off_while_it_is_agreed_to_leaves_no_replacement_behind(order, thing, customer, agent, noon):
    red = swaps.variant(thing)
    for _ in range(3):
        case = swaps.ask(order, red, by=customer, at=noon, kind=ReturnKind.QUALITY)
        together(
            lambda: approve_return(return_id=case.id, by=agent, at=noon).state,  # noqa: B023
            lambda: withdraw_return(return_id=case.id, by=customer, at=noon).state,  # noqa: B023
        )
        case.refresh_from_db()
        assert case.state == "withdrawn"
        assert not Order.objects.filter(replaces__isnull=False, state="placed").exists()
    assert ledger.balance(swaps.stock.sellable(red.sku_id)).available == 10


def test_a_difference_that_is_paid_twice_goes_back_once(order, thing, warehouse, customer, keeper, noon):
    red = swaps.variant(thing, dearer_fen=600)
    case = swaps.ask(order, red, by=customer, at=noon)
    other = swaps.replacement(case)
    tabs = [
        open_payment(order_id=other.id, wish=PaymentWish(instalments=n), by=customer, at=noon) for n in (1, 3)
    ]
    together(
        *(
            lambda tab=tab: receive_payment(payment_id=tab.id, gateway_trade=tab.number, by=SYSTEM, at=noon)
            for tab in (*tabs, *tabs)
        )
    )
    assert [one.amount_fen for one in Refund.objects.all()] == [600]
    assert fen(money.prepaid(other.id)) == 600
    swaps.come_back(case, warehouse.id, by=keeper, at=noon)
    other.refresh_from_db()
    assert (other.state, fen(money.prepaid(other.id))) == ("confirmed", other.payable_fen)


def test_an_exchange_is_settled_once(order, thing, warehouse, customer, keeper, noon):
    case = swaps.ask(order, swaps.variant(thing), by=customer, at=noon)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]

    def finish():
        return finish_return(return_id=case.id, found=found, by=keeper, at=noon).state

    assert sorted(together(finish, finish, finish)) == ["finished", "wrong-state", "wrong-state"]
    carried = Payment.objects.get(carried_from__isnull=False)
    assert (carried.amount_fen, carried.order_id) == (thing.amount_fen, swaps.replacement(case).id)
    assert fen(money.prepaid(order.id)) == order.payable_fen - thing.amount_fen


def test_what_fails_in_the_middle_leaves_goods_and_money_where_they_were(
    order, thing, warehouse, customer, keeper, noon
):
    case = swaps.ask(order, swaps.variant(thing), by=customer, at=noon)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    Payment.objects.filter(order=order).update(amount_fen=1)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    with nothing_changes(), pytest.raises(PaymentsDoNotCover):
        finish_return(return_id=case.id, found=found, by=keeper, at=noon)

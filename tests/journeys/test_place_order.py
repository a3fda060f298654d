"""An order is placed whole or not at all, at the announced price, and never beyond the stock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, change_price, goods_on_sale

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import accounts
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.rules import is_order_number
from zhanggui.identity.roles import Role
from zhanggui.journeys.place_order import (
    ConsentMissing,
    KeyUsedForAnotherOrder,
    NoReturnUnconfirmed,
    NotForSale,
    PriceChanged,
    SoldOut,
    place_order,
)
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound
from zhanggui.mechanisms import ledger, trail

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_order_freezes_what_was_offered_and_reserves_it(wish, thing, customer, noon):
    placed = place_order(wish=wish(3), by=customer, at=noon)

    order = Order.objects.get(pk=placed.id)
    line = order.lines.get()
    assert is_order_number(order.number)
    assert (order.state, order.channel, order.placed_by_id) == ("placed", "web", customer.account_id)
    assert (line.quantity, line.unit_fen, line.amount_fen) == (3, thing.amount_fen, 3 * thing.amount_fen)
    assert order.payable_fen == order.goods_fen + order.freight_fen
    stock = ledger.balance(accounts.sellable(thing.sku_id))
    assert (stock.amount, stock.reserved, stock.available) == (10, 3, 7)
    assert [told.name for told in trail.timeline(order)] == ["sales.order_placed"]


def test_an_order_paid_at_the_door_is_confirmed_at_once(wish, thing, customer, noon):
    placed = place_order(wish=wish(2, method="cash_on_delivery"), by=customer, at=noon)

    assert (placed.state, placed.expires_at) == ("confirmed", None)
    assert ledger.balance(accounts.sellable(thing.sku_id)).amount == 8


def test_the_same_key_is_the_same_order(wish, customer, noon):
    once = wish(1)
    first = place_order(wish=once, by=customer, at=noon)
    with nothing_changes():
        again = place_order(wish=once, by=customer, at=noon + timedelta(minutes=1))

    assert again == replace(first, repeated=True)
    with nothing_changes(), pytest.raises(KeyUsedForAnotherOrder):
        place_order(wish=replace(wish(2), key=once.key), by=customer, at=noon)


def test_a_price_that_changed_since_it_was_seen_is_told(wish, thing, customer, noon):
    seen = wish(1)
    change_price(thing, thing.amount_fen + 100, at=noon)

    with nothing_changes(), pytest.raises(PriceChanged) as told:
        place_order(wish=seen, by=customer, at=noon + timedelta(seconds=1))
    assert told.value.details["now_fen"] == thing.amount_fen + 100


@pytest.mark.parametrize(
    ("variation", "refusal"),
    [
        pytest.param({"quantity": 11}, SoldOut, id="more than there are"),
        pytest.param({"quantity": 0}, Malformed, id="none"),
        pytest.param({"quantity": 100}, Malformed, id="more than anybody may"),
        pytest.param({"announced_fen": 1}, PriceChanged, id="a price nobody announced"),
        pytest.param({"sku_id": new_id()}, NotFound, id="goods nobody knows"),
        pytest.param({"address_id": new_id()}, NotFound, id="an address nobody has"),
        pytest.param({"customer_id": new_id()}, NotFound, id="somebody else's order"),
        pytest.param({"lines": ()}, Malformed, id="nothing"),
        pytest.param({"key": ""}, Malformed, id="no key"),
        pytest.param({"key": "x" * 41}, Malformed, id="a key too long"),
    ],
)
def test_a_refused_order_leaves_no_trace(variation, refusal, wish, customer, noon):
    with nothing_changes(), pytest.raises(refusal):
        place_order(wish=wish(**variation), by=customer, at=noon)


def test_the_address_of_somebody_else_is_unknown(wish, customer, noon):
    other = buyers(1)[0]
    with nothing_changes(), pytest.raises(NotFound):
        place_order(wish=wish(address_id=other.address_id), by=customer, at=noon)


def test_who_may_not_buy_may_not_buy(wish, noon):
    keeper = somebody("keeper", Role.WAREHOUSE_KEEPER)
    with nothing_changes(), pytest.raises(NotAllowed):
        place_order(wish=wish(), by=keeper, at=noon)


def test_goods_that_cannot_be_returned_are_confirmed_at_each_purchase(wish, customer, noon):
    fresh = goods_on_sale(1, pieces=5, policy="confirmed_exclusion")[0]
    known = {"sku_id": fresh.sku_id, "announced_fen": fresh.amount_fen}

    with nothing_changes(), pytest.raises(NoReturnUnconfirmed):
        place_order(wish=wish(**known), by=customer, at=noon)
    placed = place_order(wish=wish(**known, no_return_confirmed=True), by=customer, at=noon)
    assert Order.objects.get(pk=placed.id).lines.get().no_return_confirmed_at == noon


def test_goods_before_they_are_priced_are_not_for_sale(wish, customer, noon):
    with nothing_changes(), pytest.raises(NotForSale):
        place_order(wish=wish(), by=customer, at=noon.replace(year=2015))


def test_an_agent_orders_for_a_caller_who_agreed(wish, buyer, noon):
    agent = somebody("agent", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(ConsentMissing):
        place_order(wish=wish(channel="phone"), by=agent, at=noon)
    placed = place_order(wish=wish(channel="phone", consent="read back, said yes"), by=agent, at=noon)
    order = Order.objects.get(pk=placed.id)
    assert (order.customer_id, order.placed_by_id) == (buyer.account_id, agent.account_id)

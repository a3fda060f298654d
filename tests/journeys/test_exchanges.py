"""Other goods for these: reserved when agreed to, paid by what was paid before, the difference either way."""

from datetime import timedelta

import pytest
from benchmarks.shelf import goods_on_sale

from tests import swaps
from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    give_back,
    keeper,
    order,
    outsider,
    thing,
    warehouse,
    wish,
)
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.controls import payments_booked
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.operations import finish_refund
from zhanggui.domain.payments.operations.open_payment import NothingToPay
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.decide_return import approve_return, withdraw_return
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.finish_orders import complete_order
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.place_order import SoldOut, TotalChanged
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.controls import Status

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "outsider", "thing",
    "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fen(account) -> int:
    return ledger.balance(account).amount


def test_another_size_at_the_same_price_costs_nothing(order, thing, warehouse, customer, keeper, noon):
    red = swaps.variant(thing)
    things = {"old": thing, "new": red}
    before = swaps.books(order, things=things, warehouse_id=warehouse.id)

    case = swaps.ask(order, red, by=customer, at=noon, pieces=2)
    other = swaps.replacement(case)
    assert (case.state, case.number[:2], other.state) == ("approved", "HH", "placed")
    after = swaps.books(order, things=things, warehouse_id=warehouse.id)
    assert ledger.balance(swaps.stock.sellable(red.sku_id)).available == 8, "kept for this customer"
    assert swaps.changed(before, after) == {}, "nothing has moved for good"
    with pytest.raises(NothingToPay):
        swaps.pay(other, by=customer, at=noon)

    done = swaps.come_back(case, warehouse.id, by=keeper, at=noon + 3 * DAY)
    other.refresh_from_db()
    paid = 2 * thing.amount_fen
    assert (done.state, done.refund_fen, other.state) == ("finished", 0, "confirmed")
    after = swaps.books(order, other, things=things, warehouse_id=warehouse.id)
    assert swaps.changed(before, after) == {
        "sellable old": 2, "sold old": -2, "delivered old": -2, "sellable new": -2, "sold new": 2,
        "prepaid 1": -paid, "prepaid 2": paid,
    }  # fmt: skip
    assert not [finding for finding in trail.verify(noon + 9 * DAY) if finding.table.startswith("ledger")]


@pytest.mark.parametrize(
    ("dearer", "first"),
    [
        pytest.param(500, "money", id="dearer, paid before the goods are back"),
        pytest.param(500, "goods", id="dearer, paid after the goods are back"),
        pytest.param(-500, "goods", id="cheaper, the rest is paid back"),
    ],
)
def test_the_difference_is_paid_or_paid_back(
    order, thing, warehouse, customer, keeper, noon, dearer: int, first: str
):
    red = swaps.variant(thing, dearer_fen=dearer)
    case = swaps.ask(order, red, by=customer, at=noon)
    other = swaps.replacement(case)
    assert case.exchange.difference_fen == dearer
    if first == "money":
        assert swaps.pay(other, by=customer, at=noon).amount_fen == dearer
        other.refresh_from_db()
        assert other.state == "placed", "it is sent when the goods are back"
    done = swaps.come_back(case, warehouse.id, by=keeper, at=noon + DAY)
    if first == "goods" and dearer > 0:
        other.refresh_from_db()
        assert other.state == "placed", "it is sent when the rest is paid"
        assert swaps.pay(other, by=customer, at=noon + DAY).amount_fen == dearer
    other.refresh_from_db()
    assert (other.state, done.refund_fen) == ("confirmed", max(0, -dearer))
    assert fen(money.prepaid(other.id)) == thing.amount_fen + dearer
    assert fen(money.refunding(order.id)) == max(0, -dearer)
    assert fen(money.prepaid(order.id)) == order.payable_fen - thing.amount_fen
    assert payments_booked(noon + DAY).status is Status.KEPT, "what was carried over is booked as well"


def test_other_goods_cost_what_they_cost_today(order, thing, warehouse, customer, keeper, noon):
    other_goods = goods_on_sale(1, pieces=3)[0]
    case = swaps.ask(order, other_goods, by=customer, at=noon, pieces=1)
    assert case.exchange.difference_fen == other_goods.amount_fen - thing.amount_fen
    swaps.come_back(case, warehouse.id, by=keeper, at=noon + DAY)
    assert swaps.replacement(case).state == "confirmed"


def test_what_is_defective_is_exchanged_for_the_same_when_an_agent_agrees(
    order, thing, warehouse, customer, agent, keeper, noon
):
    case = swaps.ask(order, thing, by=customer, at=noon + 10 * DAY, kind=ReturnKind.QUALITY)
    assert (case.state, case.freight_bearer) == ("requested", "house")
    approve_return(return_id=case.id, by=agent, at=noon + 10 * DAY)
    done = swaps.come_back(
        case, warehouse.id, by=keeper, at=noon + 12 * DAY, disposition=Disposition.SUPPLIER
    )
    assert (done.refund_fen, swaps.replacement(case).state) == (0, "confirmed")


def test_after_settlement_the_supplier_gives_back_what_pays_the_replacement(
    order, thing, warehouse, customer, agent, keeper, noon
):
    complete_order(order_id=order.id, by=SYSTEM, at=noon + 9 * DAY)
    earned = fen(money.supplier_payable(thing.supplier_id))
    case = swaps.ask(order, thing, by=customer, at=noon + 10 * DAY, kind=ReturnKind.QUALITY)
    approve_return(return_id=case.id, by=agent, at=noon + 10 * DAY)
    swaps.come_back(case, warehouse.id, by=keeper, at=noon + 11 * DAY, disposition=Disposition.SCRAP)
    other = swaps.replacement(case)
    assert fen(money.supplier_payable(thing.supplier_id)) == earned - thing.amount_fen
    assert fen(money.prepaid(other.id)) == thing.amount_fen


def test_what_is_not_accepted_goes_home_and_nothing_else_has_happened(
    order, thing, warehouse, customer, keeper, noon
):
    red = swaps.variant(thing, dearer_fen=300)
    things = {"old": thing, "new": red}
    before = swaps.books(order, things=things, warehouse_id=warehouse.id)
    case = swaps.ask(order, red, by=customer, at=noon)
    other = swaps.replacement(case)
    swaps.pay(other, by=customer, at=noon)
    swaps.come_back(
        case, warehouse.id, by=keeper, at=noon, disposition=Disposition.SENT_BACK, note="杯身有裂痕"
    )
    other.refresh_from_db()
    after = swaps.books(order, things=things, warehouse_id=warehouse.id)
    assert (other.state, swaps.changed(before, after)) == ("cancelled", {})
    assert fen(money.refunding(other.id)) == 300, "what was paid on top goes back"


@pytest.mark.parametrize("how", ["it ran out", "the customer called it off"])
def test_without_its_replacement_an_exchange_becomes_a_return(
    order, thing, warehouse, customer, keeper, noon, how: str
):
    red = swaps.variant(thing)
    case = swaps.ask(order, red, by=customer, at=noon)
    other = swaps.replacement(case)
    if how == "it ran out":
        expire_unpaid_orders(by=SYSTEM, at=noon + 21 * DAY)
    else:
        cancel_order(order_id=other.id, reason="不要了", by=customer, at=noon)
    assert ledger.balance(swaps.stock.sellable(red.sku_id)).available == 10
    done = swaps.come_back(case, warehouse.id, by=keeper, at=noon + 22 * DAY)
    assert done.refund_fen == thing.amount_fen
    assert fen(money.refunding(order.id)) == thing.amount_fen


def test_a_case_that_is_withdrawn_lets_its_replacement_go(order, thing, warehouse, customer, noon):
    red = swaps.variant(thing, dearer_fen=200, pieces=1)
    case = swaps.ask(order, red, by=customer, at=noon)
    swaps.pay(swaps.replacement(case), by=customer, at=noon)
    withdraw_return(return_id=case.id, by=customer, at=noon)
    other = swaps.replacement(case)
    assert (other.state, fen(money.refunding(other.id))) == ("cancelled", 200)
    assert swaps.ask(order, red, by=customer, at=noon).state == "approved", "the piece is there again"


def test_what_replaced_something_can_be_given_back_by_the_payment_it_came_from(
    order, thing, warehouse, customer, keeper, noon, give_back
):
    red = swaps.variant(thing)
    case = swaps.ask(order, red, by=customer, at=noon)
    swaps.come_back(case, warehouse.id, by=keeper, at=noon)
    other = swaps.replacement(case)
    cancel_order(order_id=other.id, reason="不要了", by=customer, at=noon)
    refund = Refund.objects.get()
    assert refund.payment.order_id == order.id, "the gateway knows this payment only"
    assert (refund.carried.order_id, refund.amount_fen) == (other.id, thing.amount_fen)
    finish_refund(refund_id=refund.id, by=SYSTEM, at=noon)
    assert (fen(money.prepaid(other.id)), fen(money.refunding(order.id))) == (0, 0)
    rest = give_back(2)
    swaps.come_back(rest, warehouse.id, by=keeper, at=noon)
    assert sum(Refund.objects.values_list("amount_fen", flat=True)) == 3 * thing.amount_fen


def test_parts_exchanged_and_returned_make_up_the_whole(
    order, thing, warehouse, customer, keeper, noon, give_back
):
    """Three pieces for 100.01 yuan: whatever is rounded, no fen is left over or missing."""
    order.lines.update(discount_fen=1)
    order.discount_fen, order.payable_fen = 1, order.payable_fen - 1
    order.save()
    case = swaps.ask(order, swaps.variant(thing), by=customer, at=noon)
    assert case.exchange.difference_fen == 0
    for quantity in (1, 1):
        swaps.come_back(give_back(quantity), warehouse.id, by=keeper, at=noon)
    done = swaps.come_back(case, warehouse.id, by=keeper, at=noon)
    sent = sum(Refund.objects.values_list("amount_fen", flat=True))
    carried = fen(money.prepaid(swaps.replacement(case).id))
    assert sent + carried == 3 * thing.amount_fen - 1
    assert done.refund_fen in {0, 1}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"announced_fen": 1}, TotalChanged, id="another difference was announced"),
        pytest.param({"pieces": 4}, r.MoreThanBought, id="more than were bought"),
        pytest.param({"late": 8}, r.WindowOver, id="too late without a reason"),
        pytest.param(
            {"late": 16, "kind": ReturnKind.QUALITY}, r.ExchangeWindowOver, id="defect told too late"
        ),
        pytest.param({"stock": 0}, SoldOut, id="nothing left to exchange for"),
        pytest.param({"same": True}, r.NothingElse, id="the same for the same"),
        pytest.param({"stranger": True}, NotFound, id="somebody else's order"),
    ],
)
def test_an_exchange_that_is_refused_leaves_no_trace(
    order, thing, customer, outsider, noon, change: dict, refusal
):
    red = thing if change.get("same") else swaps.variant(thing, pieces=change.get("stock", 10))
    asked = {name: change[name] for name in ("announced_fen", "pieces", "kind") if name in change}
    by, at = outsider if change.get("stranger") else customer, noon + change.get("late", 0) * DAY
    with nothing_changes(), pytest.raises(refusal):
        swaps.ask(order, red, by=by, at=at, **asked)


def test_an_agent_who_agrees_too_late_learns_that_it_is_sold_out(order, thing, customer, agent, noon):
    red = swaps.variant(thing, pieces=1)
    case = swaps.ask(order, red, by=customer, at=noon, kind=ReturnKind.QUALITY)
    swaps.ask(order, red, by=customer, at=noon)
    with nothing_changes(), pytest.raises(SoldOut):
        approve_return(return_id=case.id, by=agent, at=noon)


def test_an_exchange_is_accepted_whole(order, thing, warehouse, customer, keeper, noon):
    case = swaps.ask(order, swaps.variant(thing), by=customer, at=noon, pieces=2)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    line_id = order.lines.get().id
    found = [
        Found(line_id=line_id, disposition=Disposition.RESTOCK, pieces=1),
        Found(line_id=line_id, disposition=Disposition.SENT_BACK, pieces=1, note="裂了"),
    ]
    with nothing_changes(), pytest.raises(r.ExchangeIsWhole):
        finish_return(return_id=case.id, found=found, by=keeper, at=noon)

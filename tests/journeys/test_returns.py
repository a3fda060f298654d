"""What comes back is looked at, goes where it belongs, and is paid back the way it was paid."""

from datetime import timedelta

import pytest

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
from zhanggui.domain.aftersales import accounts, queries
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.delivery import accounts as delivery
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.operations import finish_refund
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import ledger, trail

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "outsider", "thing",
    "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def amount(ref: ledger.AccountRef) -> int:
    return ledger.balance(ref).amount


def books(order: Order, thing, warehouse) -> dict[str, int]:
    """What the accounts of one article and one order hold."""
    return {
        "sellable": amount(stock.sellable(thing.sku_id)),
        "sold": amount(stock.sold(thing.sku_id)),
        "on hand": amount(stock.on_hand(warehouse.id, thing.sku_id)),
        "returned": amount(accounts.returned(warehouse.id, thing.sku_id)),
        "delivered": amount(delivery.delivered(thing.sku_id)),
        "scrapped": amount(stock.scrapped(thing.sku_id)),
        "rejected": amount(stock.rejected(warehouse.id, thing.sku_id)),
        "prepaid": amount(money.prepaid(order.id)),
        "refunding": amount(money.refunding(order.id)),
        "supplier": amount(money.supplier_payable(thing.supplier_id)),
    }


def changed(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: after[name] - before[name] for name in before if after[name] != before[name]}


def test_a_plain_return_comes_home_in_both_planes_and_in_money(
    order, give_back, thing, warehouse, customer, keeper, noon
):
    before = books(order, thing, warehouse)
    goods_return = give_back(2)
    assert goods_return.state == "approved"
    assert goods_return.return_address
    note_sent(
        return_id=goods_return.id, parcel=Parcel(carrier="顺丰", tracking="SF123"), by=customer, at=noon + DAY
    )
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon + 3 * DAY)
    assert changed(before, books(order, thing, warehouse)) == {"returned": 2, "delivered": -2}

    line_id = order.lines.get().id
    found = [Found(line_id=line_id, disposition=Disposition.RESTOCK, pieces=2)]
    done = finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon + 4 * DAY)

    back = 2 * thing.amount_fen
    assert (done.state, done.refund_fen) == ("finished", back)
    assert changed(before, books(order, thing, warehouse)) == {
        "sellable": 2, "sold": -2, "on hand": 2, "delivered": -2, "prepaid": -back, "refunding": back,
    }  # fmt: skip
    refund = Refund.objects.get()
    assert (refund.payment.order_id, refund.reason) == (order.id, done.number)
    finish_refund(refund_id=refund.id, by=SYSTEM, at=noon + 4 * DAY)
    assert amount(money.refunding(order.id)) == 0

    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    assert amount(money.supplier_payable(thing.supplier_id)) == thing.amount_fen
    assert amount(money.prepaid(order.id)) == 0
    assert not [finding for finding in trail.verify(noon + 9 * DAY) if finding.table.startswith("ledger")]


def test_each_piece_goes_its_own_way(order, give_back, thing, warehouse, agent, keeper, noon):
    before = books(order, thing, warehouse)
    goods_return = give_back(3, kind=ReturnKind.QUALITY, reason="壶嘴漏水")
    approve(return_id=goods_return.id, by=agent, at=noon)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon + DAY)
    line_id = order.lines.get().id
    found = [
        Found(line_id=line_id, disposition=Disposition.SCRAP, pieces=1),
        Found(line_id=line_id, disposition=Disposition.SUPPLIER, pieces=1),
        Found(line_id=line_id, disposition=Disposition.SENT_BACK, pieces=1, note="另一商家的货"),
    ]
    done = finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon + 2 * DAY)

    back = done.refund_fen
    assert back == 2 * thing.amount_fen + order.freight_fen * 2 // 3
    assert changed(before, books(order, thing, warehouse)) == {
        "scrapped": 1, "rejected": 1, "sold": -2, "delivered": -2, "prepaid": -back, "refunding": back,
    }  # fmt: skip


def test_an_order_is_not_complete_while_something_is_coming_back(
    order, give_back, thing, warehouse, keeper, noon
):
    goods_return = give_back(3, at=noon + 7 * DAY)
    complete_orders(by=SYSTEM, at=noon + 30 * DAY)
    order.refresh_from_db()
    assert order.completed_at is None

    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon + 30 * DAY)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=3)]
    finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon + 30 * DAY)
    complete_orders(by=SYSTEM, at=noon + 30 * DAY)
    order.refresh_from_db()
    assert order.completed_at is not None
    assert amount(money.supplier_payable(thing.supplier_id)) == 0


def test_what_a_supplier_has_earned_it_gives_back(order, give_back, thing, warehouse, agent, keeper, noon):
    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    earned = amount(money.supplier_payable(thing.supplier_id))
    goods_return = give_back(1, at=noon + 10 * DAY, by=agent)
    assert goods_return.state == "requested"
    approve(return_id=goods_return.id, note="情意退货", by=agent, at=noon + 10 * DAY)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon + 12 * DAY)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon + 12 * DAY)

    assert amount(money.supplier_payable(thing.supplier_id)) == earned - thing.amount_fen
    assert amount(money.refunding(order.id)) == thing.amount_fen


@pytest.mark.parametrize(
    ("pieces", "note", "refusal"),
    [
        pytest.param((1,), "", r.PiecesDiffer, id="one piece unaccounted for"),
        pytest.param((3,), "", r.PiecesDiffer, id="one piece too many"),
        pytest.param((2,), "", r.ReasonMissing, id="sent back without a reason"),
        pytest.param((2,), "已拆封", r.OpenedIsNoReason, id="sent back because it was unpacked"),
    ],
)
def test_an_inspection_that_is_refused_leaves_no_trace(
    order, give_back, warehouse, keeper, noon, pieces, note, refusal
):
    goods_return = give_back(2)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    disposition = Disposition.SENT_BACK if refusal != r.PiecesDiffer else Disposition.RESTOCK
    found = [
        Found(line_id=order.lines.get().id, disposition=disposition, pieces=n, note=note) for n in pieces
    ]
    with nothing_changes(), pytest.raises(refusal):
        finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon)


def test_nothing_is_received_or_finished_twice(order, give_back, warehouse, keeper, noon):
    goods_return = give_back(1)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    with nothing_changes(), pytest.raises(WrongState):
        finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    with nothing_changes(), pytest.raises(WrongState):
        receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon)
    with nothing_changes(), pytest.raises(WrongState):
        finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon)
    assert queries.returnable(order.id, by=SYSTEM)[0].left == 2

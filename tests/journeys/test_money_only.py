"""Money back and no goods: not sent yet, never arrived, or kept though damaged; the house pays (PR-04)."""

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
    thing,
    warehouse,
    wish,
)
from tests.swaps import pay
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Cause, RefusalReason, Remedy, ReturnKind
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.finish_orders import complete_order
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import ledger

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "thing", "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def fen(account) -> int:
    return ledger.balance(account).amount


@pytest.fixture
def sent(wish, customer, noon):
    """An order of two pieces that is paid, and sent if it is so wanted."""

    def made(*, shipped: bool = True) -> Order:
        placed = place_order(wish=wish(2), by=customer, at=noon)
        of = Order.objects.get(pk=placed.id)
        pay(of, by=customer, at=noon)
        if shipped:
            note_shipped(order_id=of.id, by=SYSTEM, at=noon)
        return Order.objects.get(pk=placed.id)

    return made


def money_back(of: Order, *, by, at, pieces: int | None = None, **more):
    line = of.lines.get()
    told = {"kind": ReturnKind.QUALITY, "cause": Cause.DAMAGED, "reason": "外壳凹陷，不影响使用"} | more
    wanted = ReturnWish(
        order_id=of.id,
        pieces=(Pieces(line.id, pieces or line.quantity),),
        key=new_id().hex,
        remedy=Remedy.REFUND_ONLY,
        **told,
    )
    return request_return(wish=wanted, by=by, at=at)


def test_what_has_not_left_the_house_is_called_off_at_once(sent, thing, customer, noon):
    of = sent(shipped=False)
    case = money_back(of, by=customer, at=noon, kind=ReturnKind.NO_REASON, cause=Cause.CHANGED_MIND)
    of.refresh_from_db()
    assert (case.state, case.refund_fen, of.state) == ("finished", of.payable_fen, "cancelled")
    assert fen(money.refunding(of.id)) == of.payable_fen
    assert fen(stock.sellable(thing.sku_id)) == 10


def test_what_never_arrived_is_paid_back_whole_when_an_agent_agrees(sent, customer, agent, noon):
    of = sent()
    case = money_back(of, by=customer, at=noon + 9 * DAY, cause=Cause.NOT_RECEIVED, reason="一直没有送到")
    assert (case.state, case.number[:2]) == ("requested", "TK")
    done = approve_return(return_id=case.id, by=agent, at=noon + 10 * DAY)
    assert (done.state, done.refund_fen) == ("finished", of.payable_fen)
    assert (fen(money.prepaid(of.id)), fen(money.refunding(of.id))) == (0, of.payable_fen)
    with nothing_changes(), pytest.raises(WrongState):
        approve_return(return_id=case.id, by=agent, at=noon + 10 * DAY)


def test_who_keeps_damaged_goods_gets_what_is_agreed_and_returns_them_no_more(
    order, thing, customer, agent, noon
):
    case = money_back(order, by=customer, at=noon, pieces=1, asked_fen=500)
    done = approve_return(return_id=case.id, amount_fen=300, by=agent, at=noon)
    assert (done.refund_fen, fen(money.refunding(order.id))) == (300, 300)
    with nothing_changes(), pytest.raises(r.MoreThanBought):
        money_back(order, by=customer, at=noon, pieces=3)
    complete_order(order_id=order.id, by=SYSTEM, at=noon + 9 * DAY)
    assert fen(money.supplier_payable(thing.supplier_id)) == 3 * thing.amount_fen, (
        "the supplier is paid in full"
    )
    assert fen(money.FREIGHT) == order.freight_fen - 300, "the house has so much less"


def test_after_settlement_the_house_bears_it_and_not_the_supplier(order, thing, customer, agent, noon):
    complete_order(order_id=order.id, by=SYSTEM, at=noon + 9 * DAY)
    earned, given = fen(money.supplier_payable(thing.supplier_id)), fen(money.DISCOUNT)
    case = money_back(order, by=customer, at=noon + 10 * DAY, pieces=1)
    done = approve_return(return_id=case.id, amount_fen=200, by=agent, at=noon + 10 * DAY)
    assert done.refund_fen == Refund.objects.get().amount_fen == 200
    assert fen(money.supplier_payable(thing.supplier_id)) == earned
    assert fen(money.DISCOUNT) == given + 200


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"cause": Cause.CHANGED_MIND}, r.CauseMissing, id="kept, and nothing is wrong with it"),
        pytest.param({"cause": None}, r.CauseMissing, id="nothing said"),
        pytest.param({"reason": " "}, r.ReasonMissing, id="no words"),
        pytest.param({"pieces": 4}, r.MoreThanBought, id="more than were bought"),
    ],
)
def test_a_request_for_money_that_is_refused_leaves_no_trace(order, customer, noon, change: dict, refusal):
    with nothing_changes(), pytest.raises(refusal):
        money_back(order, by=customer, at=noon, **change)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"pieces": 1}, r.WholeOrderOnly, id="a part of what is on its way"),
        pytest.param({}, r.CauseMissing, id="on its way, and not said to be missing"),
    ],
)
def test_on_its_way_only_all_of_it_can_be_missed(sent, customer, noon, change: dict, refusal):
    of = sent()
    with nothing_changes(), pytest.raises(refusal):
        money_back(of, by=customer, at=noon, **change)


def test_nobody_gets_more_than_was_paid(order, thing, customer, agent, noon):
    case = money_back(order, by=customer, at=noon, pieces=1)
    with nothing_changes(), pytest.raises(r.NotWorthThat):
        approve_return(return_id=case.id, amount_fen=thing.amount_fen + 1, by=agent, at=noon)


def test_what_was_signed_for_is_a_reason_only_where_it_is_said_to_be_missing(order, customer, agent, noon):
    damaged = money_back(order, by=customer, at=noon, pieces=1)
    with nothing_changes(), pytest.raises(r.RefusalNotLawful):
        refuse(return_id=damaged.id, refusal=RefusalReason.SIGNED_FOR, note="已签收", by=agent, at=noon)
    missing = money_back(order, by=customer, at=noon, pieces=1, cause=Cause.NOT_RECEIVED)
    done = refuse(return_id=missing.id, refusal=RefusalReason.SIGNED_FOR, note="本人签收", by=agent, at=noon)
    assert done.state == "refused"

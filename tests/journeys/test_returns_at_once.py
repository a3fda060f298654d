"""Returns under pressure: many at once, the same twice, and a crash in the middle."""

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
from tests.mechanisms.approvals.test_at_once import together
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.refusals import PaymentsDoNotCover
from zhanggui.domain.aftersales.states import Disposition
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "thing", "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


def restock(order, pieces):
    return [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=pieces)]


def test_no_piece_is_asked_back_twice_and_no_request_kept_twice(order, give_back):
    key = str(new_id())
    results = together(
        *(lambda: give_back(2).state for _ in range(3)),
        *(lambda: str(give_back(1, key=key).id) for _ in range(3)),
    )
    taken = sum(line.quantity for one in Return.objects.all() for line in one.lines.all())
    assert taken <= 3
    assert results.count("approved") <= 1
    assert Return.objects.filter(request_key=key).count() <= 1


def test_a_return_is_received_and_refunded_once(order, give_back, thing, warehouse, keeper, noon):
    goods_return = give_back(3)

    def receive():
        return receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon).state

    def finish():
        found = restock(order, 3)
        return finish_return(return_id=goods_return.id, found=found, by=keeper, at=noon).state

    assert sorted(together(receive, receive, receive)) == ["received", "wrong-state", "wrong-state"]
    assert sorted(together(finish, finish, finish)) == ["finished", "wrong-state", "wrong-state"]
    assert Refund.objects.count() == 1
    assert ledger.balance(money.refunding(order.id)).amount == 3 * thing.amount_fen
    assert ledger.balance(stock.on_hand(warehouse.id, thing.sku_id)).amount == 3


def test_what_fails_in_the_middle_leaves_goods_and_money_where_they_were(
    order, give_back, warehouse, keeper, noon
):
    """The refund cannot be paid: the goods, looked at before, have not moved either."""
    goods_return = give_back(3)
    receive_return(return_id=goods_return.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    Payment.objects.update(amount_fen=1)
    with nothing_changes(), pytest.raises(PaymentsDoNotCover):
        finish_return(return_id=goods_return.id, found=restock(order, 3), by=keeper, at=noon)

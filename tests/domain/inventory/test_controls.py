"""Each control of goods, green and turning red."""

from datetime import date, datetime, timedelta

import pytest

from tests.domain.inventory.stockroom import Stockroom
from zhanggui.domain.inventory import accounts, controls
from zhanggui.domain.inventory.operations import count_stock
from zhanggui.domain.inventory.rules import Defect, Papers
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def room(noon: datetime) -> Stockroom:
    return Stockroom(noon)


def test_goods_accounts_that_agree_and_that_do_not(room, noon):
    assert controls.goods_accounts_agree(noon).status is Status.NO_DATA
    room.stock(10)
    assert controls.goods_accounts_agree(noon).status is Status.KEPT

    one_sided = ledger.Transfer(accounts.sellable(room.sku.id), accounts.accepted(room.sku.id), 3)
    ledger.post(
        ledger.Entry(
            kind="test.one_sided",
            key=f"one-sided/{new_id()}",
            at=noon,
            subject=Subject("test", new_id()),
            transfers=[one_sided],
        ),
        by=SYSTEM,
    )
    evidence = controls.goods_accounts_agree(noon)
    assert evidence.status is Status.BROKEN
    assert evidence.figures["pieces that differ"] == 3
    assert evidence.records.count == 1


def test_differences_corrected_or_left(room, noon):
    room.stock(10)
    count_stock(warehouse_id=room.warehouse.id, counted={room.sku.id: 10}, by=room.keeper, at=noon)
    assert controls.differences_corrected(noon).status is Status.KEPT

    count_stock(warehouse_id=room.warehouse.id, counted={room.sku.id: 9}, by=room.keeper, at=noon)
    assert controls.differences_corrected(noon + DAY).status is Status.AT_RISK
    assert controls.differences_corrected(noon + 6 * DAY).status is Status.BROKEN


def test_goods_inspected_or_waiting(room, noon):
    assert controls.goods_inspected(noon).status is Status.NO_DATA
    line = room.line()
    assert controls.goods_inspected(noon + DAY).status is Status.KEPT
    assert controls.goods_inspected(noon + 3 * DAY).status is Status.AT_RISK
    room.inspect(line, passed=10)
    assert controls.goods_inspected(noon + 3 * DAY).status is Status.KEPT


def test_holds_decided_or_left(room, noon):
    room.inspect(room.line(), passed=8, held=2, defects=(Defect("dent", 2),))

    assert controls.holds_decided(noon + DAY).status is Status.KEPT
    assert controls.holds_decided(noon + 8 * DAY).status is Status.BROKEN


def test_purchase_records_complete_or_not(room, noon):
    tea = room.article(legal_class="food")
    papers = Papers(
        delivery_note="D", purchased_on=date(2026, 11, 1), supplier_address="龙井路", supplier_contact="王"
    )
    line = room.receive(room.delivered(sku_id=tea.id), papers=papers).lines.get()
    assert controls.purchase_records_complete(noon).status is Status.KEPT

    tea.goods.category.__class__.objects.filter(pk=tea.goods.category_id).update(shelf_life_needed=True)
    evidence = controls.purchase_records_complete(noon)
    assert evidence.status is Status.BROKEN
    assert evidence.records.query == {"id__in": str(line.id)}


def test_lots_sellable_and_expired(room, noon):
    room.inspect(room.line(expires_on=date(2026, 12, 1)), passed=10)

    assert controls.lots_not_expired(noon).status is Status.KEPT
    assert controls.lots_not_expired(noon + 10 * DAY).status is Status.BROKEN

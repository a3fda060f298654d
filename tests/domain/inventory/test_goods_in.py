"""Goods come in, are inspected, and only what passes can be sold."""

from datetime import date, datetime

import pytest
from django.db.transaction import atomic

from tests.domain.inventory.stockroom import Stockroom
from tests.people import another_account, firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import queries, refusals
from zhanggui.domain.inventory.operations.hold_stock import hold_stock
from zhanggui.domain.inventory.operations.release_hold import release_hold
from zhanggui.domain.inventory.operations.scrap_hold import scrap_hold
from zhanggui.domain.inventory.rules import Defect, Papers, keep_until
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db
BROKEN = (Defect("broken-seal", 3, "封口破损"),)


@pytest.fixture
def room(noon: datetime) -> Stockroom:
    return Stockroom(noon)


def test_received_goods_wait_for_their_inspection(room):
    receipt = room.receive(room.delivered(10))

    assert room.books() == {"received": 10}
    assert receipt.number.startswith("R261124-")
    assert queries.sellable([room.sku.id]) == {room.sku.id: 0}
    assert [line.id for line in queries.lines_to_inspect(by=room.inspector)] == [receipt.lines.get().id]


def test_the_purchase_record_says_what_the_law_asks(room):
    line = room.line(produced_on=date(2026, 9, 1), expires_on=date(2027, 8, 31))

    assert (line.name, line.lot, line.quantity) == ("龙井 250g", "L1", 10)
    assert line.keep_until == date(2028, 2, 29)
    assert line.receipt.supplier_name == "杭州西湖茶业有限公司"


def test_only_what_passes_can_be_sold(room):
    room.inspect(room.line(), passed=7, held=2, rejected=1, defects=BROKEN)

    assert room.books() == {"on_hand": 7, "held": 2, "rejected": 1, "sellable": 7, "accepted": 7}
    assert queries.sellable([room.sku.id]) == {room.sku.id: 7}


def test_what_was_done_is_told_once_each(room):
    receipt = room.receive()
    room.inspect(receipt.lines.get(), passed=10)

    told = [fact.name for fact in trail.timeline(trail.Subject.of(receipt))]
    assert sorted(told) == ["inventory.goods_received", "inventory.line_inspected"]


RECEIPTS = [
    pytest.param({"lines": []}, refusals.NothingDelivered, id="nothing on it"),
    pytest.param({"quantity": 0}, refusals.NothingDelivered, id="no pieces"),
    pytest.param({"lot": ""}, refusals.LotMissing, id="neither lot nor production date"),
    pytest.param(
        {"produced_on": date(2026, 9, 2), "expires_on": date(2026, 9, 1)},
        refusals.ShelfLifeMissing,
        id="expired before it was made",
    ),
    pytest.param({"supplier": "suspended"}, refusals.SupplierNotActive, id="a suspended supplier"),
    pytest.param({"supplier": "active"}, refusals.NotTheSuppliersGoods, id="goods of another supplier"),
    pytest.param({"by": Role.QUALITY_INSPECTOR}, NotAllowed, id="somebody who may not receive"),
    pytest.param({"shelf_life_needed": True}, refusals.ShelfLifeMissing, id="food without expiry"),
    pytest.param({"legal_class": "food"}, refusals.SupplierContactMissing, id="food without its contact"),
]


@pytest.mark.parametrize(("change", "refusal"), RECEIPTS)
def test_a_refused_receipt_leaves_no_trace(room, change, refusal):
    call = {}
    if "lines" in change:
        call["lines"] = change["lines"]
    if "supplier" in change:
        call["supplier_id"] = room.new_supplier(change["supplier"]).id
    if "by" in change:
        call["by"] = somebody("质检", change["by"])
    kind = {key: change[key] for key in ("shelf_life_needed", "legal_class") if key in change}
    line = {key: change[key] for key in ("quantity", "lot", "produced_on", "expires_on") if key in change}
    if kind:
        line["sku_id"] = room.article(**kind).id
    delivered = room.delivered(**line)

    with nothing_changes(), pytest.raises(refusal), atomic():
        room.receive(delivered, **call)


def test_food_with_its_supplier_told_is_received(room):
    tea = room.article(legal_class="food", shelf_life_needed=True)
    papers = Papers(
        delivery_note="DN-2",
        purchased_on=date(2026, 11, 20),
        supplier_address="杭州市西湖区龙井路 1 号",
        supplier_contact="王经理 13800000000",
    )
    receipt = room.receive(
        room.delivered(sku_id=tea.id, produced_on=date(2026, 9, 1), expires_on=date(2027, 9, 1)),
        papers=papers,
    )

    assert receipt.supplier_contact == "王经理 13800000000"


def test_a_delivery_note_is_received_once(room):
    papers = Papers(delivery_note="DN-7", purchased_on=date(2026, 11, 20))
    receipt = room.receive(room.delivered(10), papers=papers)

    with nothing_changes():
        assert room.receive(room.delivered(10), papers=papers).id == receipt.id
    with nothing_changes(), pytest.raises(refusals.DeliveryNoteUsed), atomic():
        room.receive(room.delivered(11), papers=papers)


INSPECTIONS = [
    pytest.param({"passed": 9}, refusals.FindingsDoNotAddUp, id="a piece forgotten"),
    pytest.param({"passed": 11, "held": -1}, refusals.FindingsDoNotAddUp, id="a piece below zero"),
    pytest.param({"passed": 9, "rejected": 1}, refusals.DefectsMissing, id="rejected without a defect"),
]


@pytest.mark.parametrize(("found", "refusal"), INSPECTIONS)
def test_a_refused_inspection_leaves_no_trace(room, found, refusal):
    line = room.line()

    with nothing_changes(), pytest.raises(refusal), atomic():
        room.inspect(line, **found)


def test_who_received_cannot_inspect_also_not_by_another_account(room):
    line = room.line()
    same_person = another_account(room.keeper.person_id, Role.QUALITY_INSPECTOR)

    with nothing_changes(), pytest.raises(refusals.InspectorReceived), atomic():
        room.inspect(line, by=same_person, passed=10)


def test_a_line_is_inspected_once(room):
    line = room.line()
    room.inspect(line, passed=10)

    with nothing_changes(), pytest.raises(refusals.AlreadyInspected), atomic():
        room.inspect(line, passed=10)


def test_an_expired_lot_can_only_be_rejected(room):
    line = room.line(expires_on=date(2026, 11, 24))

    with nothing_changes(), pytest.raises(refusals.LotExpired), atomic():
        room.inspect(line, passed=10)

    room.inspect(line, rejected=10, defects=(Defect("expired", 10),))
    assert room.books() == {"rejected": 10}


def test_held_pieces_are_released_or_scrapped_and_no_more_of_them(room, noon):
    hold = room.inspect(room.line(), passed=4, held=6, defects=BROKEN).hold

    release_hold(hold_id=hold.id, quantity=4, reason="复检合格", by=room.inspector, at=noon)
    scrap_hold(hold_id=hold.id, quantity=1, reason="霉变", by=room.inspector, at=noon)
    assert room.books() == {"on_hand": 8, "held": 1, "scrapped": 1, "sellable": 8, "accepted": 8}

    with nothing_changes(), pytest.raises(refusals.MoreThanHeld), atomic():
        release_hold(hold_id=hold.id, quantity=2, reason="复检合格", by=room.inspector, at=noon)

    scrap_hold(hold_id=hold.id, quantity=1, reason="霉变", by=room.inspector, at=noon)
    hold.refresh_from_db()
    assert (hold.undecided, hold.ended_at) == (0, noon)


def put_on_hold(room, quantity):
    hold_stock(
        warehouse_id=room.warehouse.id,
        sku_id=room.sku.id,
        quantity=quantity,
        reason="投诉集中",
        by=room.inspector,
        at=room.at,
    )


def test_unsold_stock_can_be_put_on_hold(room, noon):
    room.stock(10)
    put_on_hold(room, 4)

    assert room.books() == {"on_hand": 6, "held": 4, "sellable": 6, "accepted": 6}


def test_more_than_there_is_cannot_be_put_on_hold(room, noon):
    room.stock(3)

    with nothing_changes(), pytest.raises(refusals.NotOnOneShelf), atomic():
        put_on_hold(room, 4)


def test_a_supplier_sees_its_own_goods_and_nobody_elses(room, noon):
    room.stock(5)
    own = somebody("供应商", Role.SUPPLIER, organisation=room.supplier.organisation)
    other = somebody("别家", Role.SUPPLIER, organisation=firm("别家", Organisation.Kind.SUPPLIER))
    period = (noon.replace(hour=0), noon.replace(hour=23))

    assert queries.on_hand(room.warehouse.id, [room.sku.id], by=own)[room.sku.id].on_hand == 5
    assert queries.on_hand(room.warehouse.id, [room.sku.id], by=other) == {}
    assert queries.receipts(by=own).count() == 1
    assert queries.receipts(by=other).count() == 0
    assert queries.goods_account(room.warehouse.id, room.sku.id, period, by=own).closing == 5
    with pytest.raises(NotFound):
        queries.goods_account(room.warehouse.id, room.sku.id, period, by=other)


def test_everything_agrees_in_the_end(room, noon):
    room.inspect(room.line(), passed=7, held=2, rejected=1, defects=BROKEN)

    assert list(verify(noon)) == []


@pytest.mark.parametrize(
    ("expires_on", "kept"),
    [
        pytest.param(date(2026, 8, 31), date(2027, 2, 28), id="six months after the shelf life"),
        pytest.param(None, date(2028, 11, 24), id="two years where there is none"),
    ],
)
def test_purchase_records_are_kept_as_long_as_the_law_asks(expires_on, kept):
    assert keep_until(date(2026, 11, 24), expires_on) == kept

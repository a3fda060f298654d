"""Announced deliveries, inspection plans, spot checks: what is looked at, and what follows from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.transaction import atomic

from tests.domain.inventory.stockroom import Stockroom
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.inventory import queries, refusals
from zhanggui.domain.inventory.models import DeliveryNotice, ShelfLot
from zhanggui.domain.inventory.operations import (
    announce_delivery,
    cancel_delivery,
    judge_spot_check,
    plan_inspection,
    take_spot_check,
)
from zhanggui.domain.inventory.operations.announce_delivery import Announcement
from zhanggui.domain.inventory.operations.plan_inspection import PlanTerms
from zhanggui.domain.inventory.rules import Defect, Papers
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(noon: datetime) -> Stockroom:
    return Stockroom(noon)


@pytest.fixture
def seller(room: Stockroom) -> Actor:
    return somebody("供应商", Role.SUPPLIER, organisation=room.supplier.organisation)


def announce(room: Stockroom, seller: Actor, **change: Any) -> DeliveryNotice:
    usual: dict[str, Any] = {
        "warehouse_id": room.warehouse.id,
        "delivery_note": "SH-1",
        "arrives_from": room.at + timedelta(days=1),
        "arrives_until": room.at + timedelta(days=1, hours=4),
        "lines": [room.delivered(10)],
    }
    return announce_delivery(wish=Announcement(**(usual | change)), by=seller, at=room.at)


def arrived(room: Stockroom, notice: DeliveryNotice, *lines: Any, **change: Any) -> Any:
    papers = Papers(delivery_note="SH-1", purchased_on=room.at.date(), notice_id=notice.id)
    return room.receive(*lines, papers=papers, **change)


def test_what_was_announced_is_received_with_its_differences_shown(room, seller):
    notice = announce(room, seller, lines=[room.delivered(10), room.delivered(5, lot="L2")])
    receipt = arrived(room, notice, room.delivered(8), room.delivered(1, lot="L3"))

    notice.refresh_from_db()
    assert (notice.state, notice.receipt) == ("received", receipt)
    shown = [(one.lot, one.announced, one.arrived) for one in queries.differences_of(notice)]
    assert shown == [("L1", 10, 8), ("L2", 5, 0), ("L3", 0, 1)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"lines": []}, refusals.NothingAnnounced, id="nothing comes"),
        pytest.param({"delivery_note": " "}, refusals.NothingAnnounced, id="no delivery note"),
        pytest.param(
            {"arrives_until": datetime(2026, 1, 1, tzinfo=None).astimezone()},
            refusals.NothingAnnounced,
            id="a window that is over",
        ),
    ],
)
def test_an_announcement_that_says_nothing_is_refused(room, seller, change, refusal):
    with nothing_changes(), pytest.raises(refusal), atomic():
        announce(room, seller, **change)


def test_somebody_elses_goods_cannot_be_announced_nor_their_delivery_cancelled(room, seller):
    other = room.new_supplier()
    stranger = somebody("别家", Role.SUPPLIER, organisation=other.organisation)
    with nothing_changes(), pytest.raises(refusals.NotTheSuppliersGoods), atomic():
        announce(room, stranger)
    notice = announce(room, seller)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        cancel_delivery(notice_id=notice.id, reason="x", by=stranger, at=room.at)


def test_a_cancelled_delivery_cannot_arrive_and_may_be_announced_again(room, seller):
    notice = announce(room, seller)
    cancel_delivery(notice_id=notice.id, reason="车坏了", by=seller, at=room.at)

    with nothing_changes(), pytest.raises(WrongState), atomic():
        arrived(room, notice)
    announce(room, seller)
    with nothing_changes(), pytest.raises(refusals.AnnouncedAlready), atomic():
        announce(room, seller)


def test_an_announcement_answers_only_its_own_warehouse(room, seller):
    notice = announce(room, seller)
    elsewhere = room.opened("河北省")
    with nothing_changes(), pytest.raises(refusals.NotAsAnnounced), atomic():
        arrived(room, notice, warehouse_id=elsewhere.id)


def test_a_plan_asks_for_its_sample_and_fails_a_lot_with_too_many_defects(room, noon):
    terms = PlanTerms(percent=10, least=5, defects_most=1, checks=["封口", "标签"])
    plan_inspection(category_id=room.sku.goods.category_id, terms=terms, by=room.inspector, at=noon)
    line = room.line(quantity=100)

    with nothing_changes(), pytest.raises(refusals.SampleTooSmall), atomic():
        room.inspect(line, passed=100, sampled=9)
    bad = (Defect("seal", 2, "封口不严"),)
    with nothing_changes(), pytest.raises(refusals.LotFailsItsPlan), atomic():
        room.inspect(line, passed=98, rejected=2, defects=bad, sampled=10)
    room.inspect(line, held=100, defects=bad, sampled=10)

    assert room.books() == {"held": 100}


def test_a_lot_that_fails_its_spot_check_leaves_the_sale(room, noon):
    room.stock(20)
    shelf = ShelfLot.objects.get()
    check = take_spot_check(shelf_id=shelf.id, pieces=2, reason="季度抽检", by=room.inspector, at=noon)
    assert room.books()["sellable"] == 18

    judge_spot_check(spot_check_id=check.id, passed=False, found="水分超标", by=room.inspector, at=noon)

    assert room.books() == {"held": 18, "scrapped": 2}
    with nothing_changes(), pytest.raises(refusals.AlreadyJudged), atomic():
        judge_spot_check(spot_check_id=check.id, passed=True, found="复检", by=room.inspector, at=noon)

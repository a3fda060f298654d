"""A slot goes on air only reviewed and in order; its quota is set aside, and comes back (B-5.3.4, TV-xx)."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import shop
from tests.domain.broadcast.conftest import HOUR
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.on_air import coming, on_air_numbered, running
from zhanggui.domain.broadcast.operations.cancel_slot import cancel_slot
from zhanggui.domain.broadcast.operations.change_slot import change_slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.take_goods_off_slot import take_goods_off_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.domain.broadcast.refusals import (
    AlreadyOnSlot,
    BadItemNumber,
    BannedOnAir,
    GateClosed,
    ItemNumberTaken,
    OffAirAlready,
    QuotaOutOfStock,
    QuotaSold,
    SlotInThePast,
    SlotsOverlap,
)
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.broadcast.terms import SlotTerms
from zhanggui.domain.catalog.states import LegalClass
from zhanggui.domain.inventory import accounts as stock
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer, Void
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db


def sellable(goods):
    return ledger.balance(stock.sellable(goods.sku_id)).available


def quota(goods):
    return ledger.balance(accounts.quota(goods.id, goods.sku_id)).available


def order(goods, pieces, at, *, until=None):
    """An order takes pieces from the quota; with ``until`` it is not paid yet."""
    key = f"order:{new_id()}"
    move = Transfer(
        stock.sold(goods.sku_id), accounts.quota(goods.id, goods.sku_id), pieces, pending_until=until
    )
    subject = Subject("sales.order", new_id())
    ledger.post(Entry(kind="test.order", key=key, at=at, subject=subject, transfers=[move]), by=SYSTEM)
    return ledger.transfer_id(key, 0)


def problems(refused):
    return refused.value.details["checks"]


def test_an_evening_from_plan_to_end(studio):
    slot = studio.plan()
    goods = studio.put(slot, studio.article(pieces=50), quota=30)
    studio.reviewed(slot)
    confirm_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
    assert (sellable(goods), quota(goods)) == (20, 30)
    assert [one.id for one in coming(at=studio.noon)] == [slot.id]

    start_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins)
    assert [one.sku_id for one in running()[0].goods] == [goods.sku_id]
    assert on_air_numbered("101")[1].id == goods.id
    order(goods, 12, studio.begins)

    end_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins + HOUR)
    slot.refresh_from_db()
    assert slot.state == SlotState.ENDED
    assert (sellable(goods), quota(goods)) == (38, 0)
    assert on_air_numbered("101") is None


def test_what_an_unpaid_order_gives_back_after_the_slot_goes_back_to_sale(studio):
    goods = studio.ready(quota=10, pieces=10)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    reserved = order(goods, 4, studio.begins, until=studio.begins + 3 * HOUR)
    end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR)
    assert sellable(goods) == 6

    subject = Subject("sales.order", new_id())
    voided = Entry(
        kind="test.void", key="v", at=studio.begins + 2 * HOUR, subject=subject, voids=[Void(reserved)]
    )
    ledger.post(voided, by=SYSTEM)
    assert return_leftovers(by=SYSTEM, at=studio.begins + 2 * HOUR) == 4
    assert return_leftovers(by=SYSTEM, at=studio.begins + 2 * HOUR) == 0
    assert sellable(goods) == 10


def test_two_slots_of_one_channel_never_overlap(studio):
    studio.plan()
    with nothing_changes(), pytest.raises(SlotsOverlap):
        studio.plan(starts_at=studio.begins + HOUR / 2, ends_at=studio.begins + 2 * HOUR)
    next_one = studio.plan(starts_at=studio.begins + HOUR, ends_at=studio.begins + 2 * HOUR)
    with nothing_changes(), pytest.raises(SlotsOverlap):
        change_slot(
            slot_id=next_one.id,
            change=SlotTerms(starts_at=studio.begins, ends_at=studio.begins + HOUR),
            by=studio.scheduler,
            at=studio.noon,
        )


def test_a_cancelled_slot_gives_its_time_and_number_back(studio):
    slot = studio.plan()
    sku = studio.article()
    studio.put(slot, sku)
    cancel_slot(slot_id=slot.id, reason="改期", by=studio.scheduler, at=studio.noon)
    again = studio.plan()
    assert studio.put(again, sku).item_number == "101"


def test_cancelling_a_confirmed_slot_returns_its_quota(studio):
    goods = studio.ready(quota=10, pieces=50)
    cancel_slot(slot_id=goods.slot_id, reason="改期", by=studio.scheduler, at=studio.noon)
    assert (sellable(goods), quota(goods)) == (50, 0)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        pytest.param(-HOUR, HOUR, id="begun already"),
        pytest.param(HOUR, HOUR, id="no time at all"),
        pytest.param(2 * HOUR, HOUR, id="backwards"),
        pytest.param(HOUR, 14 * HOUR, id="half a day and more"),
    ],
)
def test_a_slot_that_cannot_be_is_refused(studio, since, until):
    with nothing_changes(), pytest.raises(SlotInThePast):
        studio.plan(starts_at=studio.noon + since, ends_at=studio.noon + until)


@pytest.mark.parametrize("number", ["", "12", "1234567", "12a", "１２３", "-12"])
def test_an_item_number_is_three_to_six_digits(studio, number):
    slot, sku = studio.plan(), studio.article()
    with nothing_changes(), pytest.raises(BadItemNumber):
        studio.put(slot, sku, number)


def test_an_item_number_means_one_article_at_a_time(studio):
    slot = studio.plan()
    first, second = studio.article(), studio.article()
    studio.put(slot, first)
    with nothing_changes(), pytest.raises(ItemNumberTaken):
        studio.put(slot, second)
    with nothing_changes(), pytest.raises(AlreadyOnSlot):
        studio.put(slot, first, "102")
    taken = SlotGoods.objects.get(item_number="101")
    take_goods_off_slot(slot_goods_id=taken.id, by=studio.scheduler, at=studio.noon)
    assert studio.put(slot, second).item_number == "101"


@pytest.mark.parametrize(
    "legal_class",
    [
        pytest.param(LegalClass.SLIMMING, id="TV-06 slimming"),
        pytest.param(LegalClass.OTC_DRUG, id="TV-06 drugs"),
        pytest.param(LegalClass.INFANT_FORMULA, id="TV-12 breast-milk substitutes"),
        pytest.param(LegalClass.FORTUNE_TELLING, id="TV-12 fortune telling"),
        pytest.param(LegalClass.PRESCRIPTION_DRUG, id="AD-04 prescription drugs"),
    ],
)
def test_what_the_law_bans_from_air_cannot_even_be_planned(studio, legal_class):
    slot = studio.plan()
    sku = studio.article(leaf=shop.category(studio.noon, legal_class=legal_class))
    with nothing_changes(), pytest.raises(BannedOnAir):
        studio.put(slot, sku)


class TestQuota:
    """What is said to be left is what is left (TV-07)."""

    def test_it_is_set_aside_wholly_or_not_at_all(self, studio):
        slot = studio.plan()
        first, second = studio.article(pieces=10), studio.article(pieces=10)
        studio.put(slot, first, "101", quota=10)
        goods = studio.put(slot, second, "102", quota=10)
        studio.reviewed(slot)
        subject = Subject("sales.order", new_id())
        bought = Transfer(stock.sold(second.id), stock.sellable(second.id), 1)
        ledger.post(Entry(kind="t", key="b", at=studio.noon, subject=subject, transfers=[bought]), by=SYSTEM)
        with nothing_changes(), pytest.raises(GateClosed):
            confirm_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        assert quota(goods) == 0

    def test_more_and_fewer_while_it_runs(self, studio):
        goods = studio.ready(quota=10, pieces=30)
        start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
        order(goods, 4, studio.begins)
        move_quota(slot_goods_id=goods.id, quota=25, by=studio.scheduler, at=studio.begins)
        assert (quota(goods), sellable(goods)) == (21, 5)
        move_quota(slot_goods_id=goods.id, quota=4, by=studio.scheduler, at=studio.begins)
        assert (quota(goods), sellable(goods)) == (0, 26)

    @pytest.mark.parametrize(
        ("wanted", "refusal"),
        [
            pytest.param(31, QuotaOutOfStock, id="more than there is"),
            pytest.param(3, QuotaSold, id="less than sold"),
        ],
    )
    def test_what_is_not_there_is_not_moved(self, studio, wanted, refusal):
        goods = studio.ready(quota=10, pieces=30)
        order(goods, 4, studio.noon)
        with nothing_changes(), pytest.raises(refusal):
            move_quota(slot_goods_id=goods.id, quota=wanted, by=studio.scheduler, at=studio.noon)

    def test_off_air_is_off_air_once(self, studio):
        goods = studio.ready(quota=10, pieces=30)
        start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
        take_off_air(slot_goods_id=goods.id, reason="质量", by=studio.reviewer, at=studio.begins)
        assert (quota(goods), sellable(goods)) == (0, 30)
        assert on_air_numbered("101") is None
        with nothing_changes(), pytest.raises(OffAirAlready):
            take_off_air(slot_goods_id=goods.id, reason="质量", by=studio.reviewer, at=studio.begins)


def test_only_those_whose_post_it_is(studio):
    goods = studio.ready()
    stranger = somebody("顾客", Role.CUSTOMER)
    slot_id = goods.slot_id
    for act in (
        lambda: start_slot(slot_id=slot_id, by=stranger, at=studio.begins),
        lambda: end_slot(slot_id=slot_id, by=stranger, at=studio.begins),
        lambda: confirm_slot(slot_id=slot_id, by=stranger, at=studio.begins),
        lambda: move_quota(slot_goods_id=goods.id, quota=1, by=stranger, at=studio.begins),
        lambda: take_off_air(slot_goods_id=goods.id, reason="", by=stranger, at=studio.begins),
    ):
        with nothing_changes(), pytest.raises(NotAllowed):
            act()


def test_overlap_by_raw_sql_is_refused_too(studio):
    first = studio.plan()
    second = studio.plan(starts_at=studio.begins + HOUR, ends_at=studio.begins + 2 * HOUR)
    with (
        nothing_changes(),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE broadcast_slot s SET period = o.period FROM broadcast_slot o"
            " WHERE o.id = %s AND s.id = %s",
            [first.id, second.id],
        )

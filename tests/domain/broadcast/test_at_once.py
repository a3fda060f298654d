"""Slots when buyers and planners act in the same moment: no piece is sold twice, none is lost."""

from datetime import timedelta

import pytest

from tests.crowd import Crowd
from tests.domain.broadcast.conftest import HOUR
from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.inventory import accounts as stock
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject

pytestmark = pytest.mark.django_db(transaction=True)


def buy(goods, at):
    """One piece from the quota; True if there was one."""
    move = Transfer(stock.sold(goods.sku_id), accounts.quota(goods.id, goods.sku_id), 1)
    subject = Subject("sales.order", new_id())
    try:
        ledger.post(
            Entry(kind="t", key=f"order:{subject.id}", at=at, subject=subject, transfers=[move]), by=SYSTEM
        )
    except ledger.Insufficient:
        return False
    return True


def pieces(goods):
    """Where every piece is: sellable, on the quota, sold."""
    refs = [
        stock.sellable(goods.sku_id),
        accounts.quota(goods.id, goods.sku_id),
        stock.sold(goods.sku_id),
    ]
    return [ledger.balance(ref).amount for ref in refs]


def test_a_slot_that_ends_while_buyers_call_loses_no_piece(studio):
    goods = studio.ready(quota=20, pieces=30)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    deeds = [lambda: buy(goods, studio.begins)] * 24
    deeds.insert(8, lambda: end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR))
    with Crowd(6) as crowd:
        answers = crowd.do(deeds)
    assert not [one for one in answers if isinstance(one, Exception)]
    return_leftovers(by=SYSTEM, at=studio.begins + 2 * HOUR)
    sellable, left, sold = pieces(goods)
    assert left == 0
    assert sellable + sold == 30
    assert sold == sum(one is True for one in answers)


def test_a_quota_cut_while_buyers_call_sells_no_more_than_there_is(studio):
    goods = studio.ready(quota=20, pieces=20)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    deeds = [lambda: buy(goods, studio.begins)] * 30
    deeds.insert(
        5, lambda: move_quota(slot_goods_id=goods.id, quota=12, by=studio.scheduler, at=studio.begins)
    )
    with Crowd(6) as crowd:
        answers = crowd.do(deeds)
    assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refusal)]
    sellable, left, sold = pieces(goods)
    assert sellable + left + sold == 20
    assert sold == sum(one is True for one in answers)
    assert SlotGoods.objects.get(pk=goods.pk).quota >= sold


def test_two_slots_that_want_the_same_pieces_do_not_both_get_them(studio):
    sku = studio.article(pieces=15)
    slots = [
        studio.plan(starts_at=studio.begins + n * HOUR, ends_at=studio.begins + (n + 1) * HOUR)
        for n in range(2)
    ]
    goods = [
        studio.put(slot, sku, number, quota=10) for slot, number in zip(slots, ("101", "102"), strict=True)
    ]
    for slot in slots:
        studio.reviewed(slot)
    with Crowd(2) as crowd:
        answers = crowd.do(
            [
                lambda slot=slot: confirm_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
                for slot in slots
            ]
        )
    refused = [one for one in answers if isinstance(one, Refusal)]
    assert len(refused) == 1
    assert sorted(ledger.balance(accounts.quota(one.id, sku.id)).amount for one in goods) == [0, 10]
    assert ledger.balance(stock.sellable(sku.id)).amount == 5


def test_one_slot_started_and_ended_by_many_at_once_happens_once(studio):
    goods = studio.ready()
    late = studio.begins + timedelta(minutes=1)
    with Crowd(4) as crowd:
        started = crowd.do([lambda: start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=late)] * 4)
        ended = crowd.do([lambda: end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=late)] * 4)
    for answers in (started, ended):
        assert sum(not isinstance(one, Exception) for one in answers) == 1
        assert all(isinstance(one, Refusal) for one in answers if isinstance(one, Exception))
    assert pieces(goods) == [50, 0, 0]


def test_after_an_evening_the_books_and_the_trail_agree(studio):
    goods = studio.ready(quota=20, pieces=30)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    for _ in range(3):
        buy(goods, studio.begins)
    end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR)
    found = [one for one in trail.verify(studio.begins + 2 * HOUR) if one.table.split("_")[0] in OURS]
    assert found == []


OURS = ("catalog", "pricing", "broadcast", "ledger", "approvals")

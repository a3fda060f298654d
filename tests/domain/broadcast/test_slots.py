"""A slot goes on air only reviewed and in order; its quota is set aside, and comes back (B-5.3.4, TV-xx)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests import shop
from tests.domain.broadcast.conftest import HOUR
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.models import Channel, Slot, SlotGoods
from zhanggui.domain.broadcast.operations.cancel_slot import cancel_slot
from zhanggui.domain.broadcast.operations.change_slot import change_slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.operations.return_leftovers import return_leftovers
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.operations.take_goods_off_slot import take_goods_off_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.domain.broadcast.policies import SLOT_REVIEW
from zhanggui.domain.broadcast.queries import article_of, coming, gate_of, on_air_now
from zhanggui.domain.broadcast.refusals import (
    AlreadyOnSlot,
    BadItemNumber,
    BannedOnAir,
    GateClosed,
    ItemNumberTaken,
    NotReviewed,
    OffAirAlready,
    QuotaOutOfStock,
    QuotaSold,
    SlotInThePast,
    SlotsOverlap,
    TooEarly,
    TooLate,
)
from zhanggui.domain.broadcast.states import ChannelClass, ProgrammeKind, SlotState
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.states import LegalClass, StopCause
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.operations.end_price import end_price
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, ledger
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove
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
    assert [one.id for one in coming(studio.noon)] == [slot.id]

    start_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins)
    assert [one.sku_id for one in on_air_now(studio.begins)[0].shown] == [goods.sku_id]
    assert article_of("101", at=studio.begins).id == goods.id
    order(goods, 12, studio.begins)

    end_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins + HOUR)
    slot.refresh_from_db()
    assert slot.state == SlotState.ENDED
    assert (sellable(goods), quota(goods)) == (38, 0)
    assert article_of("101", at=studio.begins) is None


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
    assert return_leftovers(at=studio.begins + 2 * HOUR) == 4
    assert return_leftovers(at=studio.begins + 2 * HOUR) == 0
    assert sellable(goods) == 10


def test_two_slots_of_one_channel_never_overlap(studio):
    studio.plan()
    with nothing_changes(), pytest.raises(SlotsOverlap):
        studio.plan(starts_at=studio.begins + HOUR / 2, ends_at=studio.begins + 2 * HOUR)
    next_one = studio.plan(starts_at=studio.begins + HOUR, ends_at=studio.begins + 2 * HOUR)
    with nothing_changes(), pytest.raises(SlotsOverlap):
        change_slot(
            slot_id=next_one.id,
            starts_at=studio.begins,
            ends_at=studio.begins + HOUR,
            host="",
            script="",
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


class TestGate:
    """A slot is refused while anything on it is not in order."""

    @pytest.fixture
    def slot(self, studio):
        return studio.plan()

    def refused(self, studio, slot):
        with nothing_changes(), pytest.raises(GateClosed) as refusal:
            submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        return problems(refusal)

    def test_a_slot_without_goods(self, studio, slot):
        assert self.refused(studio, slot) == ["goods"]

    def test_goods_without_stock_for_their_quota(self, studio, slot):
        studio.put(slot, studio.article(pieces=9), quota=10)
        assert self.refused(studio, slot) == ["stock"]

    def test_goods_without_a_price(self, studio, slot):
        sku = shop.sku_of(shop.published(studio.who, studio.noon - HOUR))
        shop.stocked(sku, 50, studio.noon)
        studio.put(slot, sku)
        assert self.refused(studio, slot) == ["price"]

    def test_a_price_that_changes_during_the_slot(self, studio, slot):
        sku = studio.article()
        studio.put(slot, sku)
        shop.priced(
            studio.who,
            studio.noon,
            {sku: 19_900},
            kind=PriceKind.ON_AIR,
            starts_at=studio.begins,
            ends_at=studio.begins + HOUR / 2,
        )
        assert self.refused(studio, slot) == ["price"]

    def test_goods_that_are_not_published(self, studio, slot):
        sku = shop.sku_of(shop.drafted(studio.who, studio.noon))
        shop.priced(studio.who, studio.noon, {sku: 29_900})
        shop.stocked(sku, 50, studio.noon)
        studio.put(slot, sku)
        assert self.refused(studio, slot) == ["published", "maker"]

    def test_goods_whose_sale_is_stopped(self, studio, slot):
        sku = studio.article()
        studio.put(slot, sku)
        keeper = somebody("质检", Role.QUALITY_INSPECTOR)
        stop_sale(goods_id=sku.goods_id, cause=StopCause.QUALITY, reason="抽检", by=keeper, at=studio.noon)
        assert self.refused(studio, slot) == ["saleable"]

    def test_a_supplier_whose_papers_run_out_during_the_slot(self, studio, slot):
        studio.put(slot, studio.article())
        Supplier.objects.update(trades_until=studio.begins + HOUR / 2)
        assert self.refused(studio, slot) == ["saleable"]

    @pytest.mark.parametrize(
        ("change", "failing"),
        [
            pytest.param({"host": " "}, "host", id="nobody hosts"),
            pytest.param({"script": ""}, "script", id="nothing to say"),
            pytest.param({"script": "快速透脂, 最后一次机会"}, "words", id="words banned on air"),
        ],
    )
    def test_script_and_host(self, studio, change, failing):
        slot = studio.plan(**change)
        studio.put(slot, studio.article())
        assert self.refused(studio, slot) == [failing]

    def test_a_channel_without_a_licence_for_that_day(self, studio, slot):
        studio.put(slot, studio.article())
        Channel.objects.update(licensed_to=studio.begins.date() - timedelta(days=1))
        assert self.refused(studio, slot) == ["licence"]

    @pytest.mark.parametrize(
        ("channel_class", "kind", "since", "minutes", "failing"),
        [
            pytest.param(
                "news", "home_shopping", 1, 60, ["channel_class"], id="TV-10 shopping on a news channel"
            ),
            pytest.param(
                "shopping", "short", 1, 2, ["channel_class"], id="TV-05 a short on a shopping channel"
            ),
            pytest.param("satellite", "short", 7, 2, ["hours"], id="TV-04 a short at seven in the evening"),
            pytest.param("satellite", "short", 1, 4, ["length"], id="TV-04 a short of four minutes"),
        ],
    )
    def test_channels_and_hours(self, studio, channel_class, kind, since, minutes, failing):
        channel = studio.open(ChannelClass(channel_class), "other")
        programme = create_programme(
            code="p", title="节目", kind=ProgrammeKind(kind), by=studio.scheduler, at=studio.noon
        )
        begins = studio.noon + since * HOUR
        slot = studio.plan(
            channel_id=channel.id,
            programme_id=programme.id,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=minutes),
        )
        studio.put(slot, studio.article())
        assert self.refused(studio, slot) == failing

    def test_the_planner_sees_every_check(self, studio, slot):
        studio.put(slot, studio.article())
        checks = gate_of(slot.id, by=studio.scheduler, at=studio.noon)
        assert all(check.passed for check in checks)
        assert {"licence", "words", "published", "saleable", "category", "maker", "price", "stock"} <= {
            check.code for check in checks
        }
        with pytest.raises(NotFound):
            gate_of(slot.id, by=somebody("顾客", Role.CUSTOMER), at=studio.noon)


class TestReview:
    """Every airing is reviewed by somebody else before it airs (TV-07, TV-09)."""

    def test_a_slot_that_nobody_reviewed_is_not_confirmed(self, studio):
        slot = studio.plan()
        studio.put(slot, studio.article())
        submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        with nothing_changes(), pytest.raises(NotReviewed):
            confirm_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)

    def test_the_planner_does_not_review_it(self, studio):
        slot = studio.plan()
        studio.put(slot, studio.article())
        submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        studio.reviewer = another_account(studio.scheduler.person_id, Role.AD_REVIEWER)
        with nothing_changes(), pytest.raises(AuthorCannotApprove):
            studio.approve(slot)

    def test_a_returned_slot_is_planned_and_reviewed_again(self, studio):
        slot = studio.plan()
        studio.put(slot, studio.article())
        plan = submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        answers = {**SLOT_REVIEW.all_ok("review"), "scarcity": Answer(ok=False, note="虚构紧缺")}
        approvals.decide(
            review_id=approvals.review_of(plan.id).id,
            judgement=Judgement(step="review", verdict=Verdict.REJECT, answers=answers, note="请修改"),
            by=studio.reviewer,
            at=studio.noon,
        )
        slot.refresh_from_db()
        assert slot.state == SlotState.PLANNED
        studio.reviewed(slot)
        assert slot.plans.count() == 2

    def test_while_under_review_nothing_changes(self, studio):
        slot = studio.plan()
        goods = studio.put(slot, studio.article())
        submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        other = studio.article()
        wish = SlotGoodsWish(sku_id=other.id, item_number="105", quota=1)
        with nothing_changes(), pytest.raises(WrongState):
            put_goods_on_slot(slot_id=slot.id, wish=wish, by=studio.scheduler, at=studio.noon)
        with nothing_changes(), pytest.raises(WrongState):
            take_goods_off_slot(slot_goods_id=goods.id, by=studio.scheduler, at=studio.noon)

    def test_the_database_adopts_no_plan_that_is_not_approved(self, studio):
        slot = studio.plan()
        studio.put(slot, studio.article())
        plan = submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.filter(pk=slot.pk).update(approved_plan=plan)


class TestGoingLive:
    """The gate is asked again at the moment of going on air."""

    def test_not_long_before_its_time_and_not_after_it(self, studio):
        goods = studio.ready()
        for at, refusal in ((studio.begins - HOUR / 2, TooEarly), (studio.begins + HOUR, TooLate)):
            with nothing_changes(), pytest.raises(refusal):
                start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=at)

    def test_not_with_a_stop_that_came_since(self, studio):
        goods = studio.ready()
        keeper = somebody("质检", Role.QUALITY_INSPECTOR)
        stop_sale(
            goods_id=goods.sku.goods_id, cause=StopCause.RECALL, reason="召回", by=keeper, at=studio.noon
        )
        with nothing_changes(), pytest.raises(GateClosed) as refusal:
            start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
        assert problems(refusal) == ["saleable"]
        take_off_air(slot_goods_id=goods.id, reason="召回", by=studio.scheduler, at=studio.begins)
        with pytest.raises(GateClosed) as refusal:
            start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
        assert problems(refusal) == ["goods"]

    def test_not_with_another_price_than_the_one_reviewed(self, studio):
        slot = studio.plan()
        sku = studio.article()
        studio.put(slot, sku)
        shop.priced(
            studio.who, studio.noon, {sku: 19_900}, kind=PriceKind.ON_AIR, ends_at=studio.begins + 2 * HOUR
        )
        confirm_slot(slot_id=studio.reviewed(slot).id, by=studio.scheduler, at=studio.noon)
        price = Price.objects.get(sku=sku, kind="on_air")
        manager = somebody("价格", Role.PRICE_MANAGER)
        end_price(price_id=price.id, reason="误", by=manager, at=studio.noon + HOUR / 2)
        with nothing_changes(), pytest.raises(GateClosed) as refusal:
            start_slot(slot_id=slot.id, by=studio.scheduler, at=studio.begins)
        assert problems(refusal) == ["price"]


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
        assert article_of("101", at=studio.begins) is None
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

"""The gate: a slot is refused while anything on it is not in order, or was not reviewed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import shop
from tests.domain.broadcast.conftest import HOUR
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.operations.take_goods_off_slot import take_goods_off_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.domain.broadcast.policies import SLOT_REVIEW
from zhanggui.domain.broadcast.queries import gate_of
from zhanggui.domain.broadcast.refusals import (
    GateClosed,
    NotReviewed,
    TooEarly,
    TooLate,
)
from zhanggui.domain.broadcast.states import ChannelClass, ProgrammeKind, SlotState
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.pricing.models import Price
from zhanggui.domain.pricing.operations.end_price import end_price
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove

pytestmark = pytest.mark.django_db


def problems(refused):
    return refused.value.details["checks"]


class TestGate:
    """A slot is refused while anything on it is not in order."""

    @pytest.fixture
    def slot(self, studio):
        return studio.plan()

    def refused(self, studio, slot):
        with nothing_changes(), pytest.raises(GateClosed) as refusal:
            submit_slot(slot_id=slot.id, by=studio.scheduler, at=studio.noon)
        return problems(refusal)

    def test_goods_without_a_price(self, studio, slot):
        sku = shop.sku_of(shop.published(studio.who, studio.noon - HOUR))
        shop.stocked(sku, 50, studio.noon)
        studio.put(slot, sku)
        assert self.refused(studio, slot) == ["price"]

    def test_goods_that_are_not_published(self, studio, slot):
        sku = shop.sku_of(shop.drafted(studio.who, studio.noon))
        shop.priced(studio.who, studio.noon, {sku: 29_900})
        shop.stocked(sku, 50, studio.noon)
        studio.put(slot, sku)
        assert self.refused(studio, slot) == ["published", "maker"]

    def test_a_supplier_whose_papers_run_out_during_the_slot(self, studio, slot):
        studio.put(slot, studio.article())
        Supplier.objects.update(trades_until=studio.begins + HOUR / 2)
        assert self.refused(studio, slot) == ["saleable"]

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
            pytest.param(
                "satellite", "home_shopping", 7, 60, ["hours"], id="TV-10 a block at seven in the evening"
            ),
            pytest.param(
                "satellite", "home_shopping", 1, 301, ["length"], id="TV-10 a block of five hours and more"
            ),
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
        if kind == "short":
            studio.public_service(channel)
            failing = [*failing, "script_approved"]
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

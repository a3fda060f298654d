"""What customers pay was researched, evaluated and approved by three people, and never overlaps (B-4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import shop
from tests.people import another_account, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.operations.draft_goods import SkuWish
from zhanggui.domain.catalog.operations.review_papers import review_papers
from zhanggui.domain.catalog.operations.revise_goods import revise_goods
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.pricing.models import Price, TradedPrice
from zhanggui.domain.pricing.operations.end_price import end_price
from zhanggui.domain.pricing.operations.propose_price_change import (
    LineWish,
    PriceTerms,
    propose_price_change,
)
from zhanggui.domain.pricing.operations.record_trades import Traded, record_trades
from zhanggui.domain.pricing.operations.research_market import Research, research_market
from zhanggui.domain.pricing.operations.withdraw_price_change import withdraw_price_change
from zhanggui.domain.pricing.queries import (
    offers_of,
    price_history,
)
from zhanggui.domain.pricing.refusals import (
    BadPeriod,
    BadPriceList,
    ComparisonNeedsPeriod,
    NoNormalPrice,
    NormalPriceStays,
    NotBelowNormal,
    PricesOverlap,
    ResearchElsewhere,
    ResearchMissing,
    ResearchStale,
    StartsInThePast,
)
from zhanggui.domain.pricing.states import ChangeState, PriceKind
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove, OnePersonOneStep, StepOutOfOrder

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def who():
    return shop.seller()


@pytest.fixture
def sku(who, noon):
    return shop.sku_of(shop.published(who, noon - DAY))


def sold(sku, amount_fen, at, channel="web"):
    record_trades(trades=[Traded(new_id(), sku.id, amount_fen)], channel=channel, by=SYSTEM, at=at)


def offer(sku, at, **how):
    return offers_of([sku.id], at=at, **how)[sku.id]


def test_an_approved_price_is_what_customers_pay_from_its_start(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900}, starts_at=noon + HOUR)

    assert offer(sku, noon).stops == ["no_price"]
    assert offer(sku, noon + HOUR).amount_fen == 29_900
    assert offer(sku, noon + HOUR).may_be_sold


def test_a_price_list_prices_many_skus_with_one_approval(who, noon):
    version = shop.published(who, noon, skus=3)
    amounts = {sku: 10_000 + i for i, sku in enumerate(version.goods.skus.order_by("position"))}
    shop.priced(who, noon + HOUR, amounts)

    found = offers_of([sku.id for sku in amounts], at=noon + HOUR)
    assert {sku: found[sku.id].amount_fen for sku in amounts} == amounts


def test_the_next_normal_price_ends_the_one_before(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(who, noon + HOUR, {sku: 31_900}, starts_at=noon + DAY)

    assert offer(sku, noon + DAY - HOUR).amount_fen == 29_900
    assert offer(sku, noon + DAY).amount_fen == 31_900
    spans = price_history(sku.id, since=noon, until=noon + 2 * DAY)
    assert [(span.amount_fen, span.until) for span in spans] == [(29_900, noon + DAY), (31_900, None)]


def test_a_promotion_holds_for_its_period_only(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, starts_at=noon + HOUR, ends_at=noon + DAY)

    assert offer(sku, noon).amount_fen == 29_900
    assert offer(sku, noon + HOUR).amount_fen == 19_900
    assert offer(sku, noon + DAY).amount_fen == 29_900


def test_an_on_air_price_is_for_buyers_of_a_slot_only(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.ON_AIR, ends_at=noon + DAY)

    assert offer(sku, noon).amount_fen == 29_900
    assert offer(sku, noon, from_slot=True).amount_fen == 19_900


def test_a_price_approved_late_starts_now_and_not_in_the_past(who, sku, noon):
    change = shop.propose(who, noon, {sku: 29_900}, starts_at=noon + HOUR)
    shop.judge_price(change, "evaluate", noon)
    shop.judge_price(change, "approve", noon + 2 * HOUR)

    assert Price.objects.get(sku=sku).period.lower == noon + 2 * HOUR


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        pytest.param({"starts_at": -HOUR}, StartsInThePast, id="in the past"),
        pytest.param({"ends_at": DAY}, BadPeriod, id="a normal price with an end"),
        pytest.param({"kind": PriceKind.PROMOTION}, BadPeriod, id="a promotion without an end"),
        pytest.param(
            {"kind": PriceKind.PROMOTION, "starts_at": DAY, "ends_at": HOUR},
            BadPeriod,
            id="ends before it starts",
        ),
        pytest.param({"kind": PriceKind.PROMOTION, "ends_at": DAY}, NoNormalPrice, id="lower than nothing"),
        pytest.param({"compare": True}, ComparisonNeedsPeriod, id="a normal price with a struck-out one"),
        pytest.param({"amount": 0}, BadPriceList, id="for nothing"),
        pytest.param({"amount": -1}, BadPriceList, id="negative"),
        pytest.param({"amount": 10**15}, BadPriceList, id="more than there is"),
    ],
)
def test_what_cannot_be_a_price_is_refused(who, sku, noon, wish, refusal):
    found = shop.research(who, noon, sku)
    wish = dict(wish)
    lines = [LineWish(sku.id, wish.pop("amount", 100), compare=wish.pop("compare", False))]
    times = {name: noon + wish.pop(name) for name in ("starts_at", "ends_at") if name in wish}
    terms = PriceTerms(**{"kind": PriceKind.NORMAL, "starts_at": noon, "lines": lines, **wish, **times})
    with nothing_changes(), pytest.raises(refusal):
        propose_price_change(terms=terms, research_id=found.id, reason="x", by=who.writer, at=noon)


def test_a_promotion_must_be_below_the_normal_price_in_its_whole_period(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(who, noon, {sku: 25_900}, starts_at=noon + DAY)
    found = shop.research(who, noon, sku)
    terms = PriceTerms(
        kind=PriceKind.PROMOTION, lines=[LineWish(sku.id, 25_900)], starts_at=noon, ends_at=noon + 2 * DAY
    )
    with nothing_changes(), pytest.raises(NotBelowNormal):
        propose_price_change(terms=terms, research_id=found.id, reason="x", by=who.writer, at=noon)


def test_a_normal_price_may_not_fall_under_a_promotion_that_is_announced(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(
        who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, starts_at=noon + DAY, ends_at=noon + 2 * DAY
    )
    with pytest.raises(NotBelowNormal):
        shop.propose(who, noon, {sku: 19_900})


def test_two_promotions_of_one_sku_never_overlap(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    period = {"kind": PriceKind.PROMOTION, "starts_at": noon + HOUR, "ends_at": noon + DAY}
    shop.priced(who, noon, {sku: 19_900}, **period)
    with pytest.raises(PricesOverlap):
        shop.propose(who, noon, {sku: 18_900}, **period)


def test_two_proposals_for_one_period_cannot_both_be_published(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    period = {"kind": PriceKind.PROMOTION, "starts_at": noon + HOUR, "ends_at": noon + DAY}
    first, second = (shop.propose(who, noon, {sku: amount}, **period) for amount in (19_900, 18_900))
    approver = somebody("审批", Role.PRICE_APPROVER)
    for change in (first, second):
        shop.judge_price(change, "evaluate", noon)
    shop.judge_price(first, "approve", noon)
    with nothing_changes(), pytest.raises(PricesOverlap):
        shop.judge_price(second, "approve", noon, by=approver)


def test_without_research_no_price(who, sku, noon):
    bare = Research(skus=[sku.id], researched_on=noon.date(), offers=[], demand="有", conclusion="可")
    with nothing_changes(), pytest.raises(ResearchMissing):
        research_market(research=bare, by=who.writer, at=noon)

    old = shop.research(who, noon - 31 * DAY, sku)
    other = shop.research(who, noon, shop.sku_of(shop.drafted(who, noon)))
    terms = PriceTerms(kind=PriceKind.NORMAL, lines=[LineWish(sku.id, 100)], starts_at=noon)
    for found, refusal in ((old, ResearchStale), (other, ResearchElsewhere)):
        with nothing_changes(), pytest.raises(refusal):
            propose_price_change(terms=terms, research_id=found.id, reason="x", by=who.writer, at=noon)


def test_prices_of_another_firms_goods_are_not_there(who, sku, noon):
    stranger = shop.seller("别家有限公司")
    found = shop.research(who, noon, sku)
    terms = PriceTerms(kind=PriceKind.NORMAL, lines=[LineWish(sku.id, 100)], starts_at=noon)
    with nothing_changes(), pytest.raises(NotFound):
        propose_price_change(terms=terms, research_id=found.id, reason="x", by=stranger.writer, at=noon)
    change = shop.propose(who, noon, {sku: 100})
    with nothing_changes(), pytest.raises(NotFound):
        withdraw_price_change(change_id=change.id, by=stranger.writer, at=noon)


def test_three_people_stand_behind_a_price(who, sku, noon):
    manager = somebody("价格经理", Role.PRICE_MANAGER)
    change = shop.propose(who, noon, {sku: 29_900}, by=manager)
    same_person = another_account(manager.person_id, Role.PRICE_MANAGER, Role.PRICE_APPROVER)
    both = somebody("两职", Role.PRICE_MANAGER, Role.PRICE_APPROVER)
    customer = somebody("顾客", Role.CUSTOMER)

    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        shop.judge_price(change, "evaluate", noon, by=same_person)
    with nothing_changes(), pytest.raises(StepOutOfOrder):
        shop.judge_price(change, "approve", noon, by=both)
    with nothing_changes(), pytest.raises(NotAllowed):
        shop.judge_price(change, "evaluate", noon, by=customer)
    shop.judge_price(change, "evaluate", noon, by=both)
    with nothing_changes(), pytest.raises(OnePersonOneStep):
        shop.judge_price(change, "approve", noon, by=both)
    shop.judge_price(change, "approve", noon)
    assert offer(sku, noon).amount_fen == 29_900


def test_a_rejected_change_never_becomes_a_price(who, sku, noon):
    change = shop.propose(who, noon, {sku: 29_900})
    answers = {"research": Answer(ok=False)}
    answers = {code: Answer(ok=False) for code in ("research", "extent", "cost", "comparison", "raise")}
    approvals.decide(
        review_id=approvals.review_of(change.id).id,
        judgement=Judgement(step="evaluate", verdict=Verdict.REJECT, answers=answers, note="调研不实"),
        by=somebody("价格经理", Role.PRICE_MANAGER),
        at=noon,
    )
    change.refresh_from_db()
    assert change.state == ChangeState.REJECTED
    assert not Price.objects.filter(sku=sku).exists()


def test_a_withdrawn_change_can_no_longer_be_approved(who, sku, noon):
    change = shop.propose(who, noon, {sku: 29_900})
    withdraw_price_change(change_id=change.id, by=who.writer, at=noon)
    change.refresh_from_db()
    assert change.state == ChangeState.WITHDRAWN


def test_what_is_stopped_is_not_sold(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    keeper = somebody("质检", Role.QUALITY_INSPECTOR)
    stop_sale(goods_id=sku.goods_id, cause=StopCause.QUALITY, reason="抽检不合格", by=keeper, at=noon)
    assert offer(sku, noon).stops == ["stopped_quality"]


def test_unknown_skus_have_no_offer(noon):
    assert offers_of([new_id()], at=noon) == {}


def test_goods_whose_papers_ran_out_are_not_sold_from_the_next_day_on(who, noon):
    report = who.paper("quality_report", valid_to=date(2026, 11, 25))
    sku = shop.on_sale(who, noon, quality_report=report.id)
    last_moment = datetime(2026, 11, 25, 15, 59, 59, tzinfo=UTC)
    assert offer(sku, last_moment).may_be_sold
    midnight = last_moment + timedelta(seconds=1)
    assert offer(sku, midnight).stops == ["document_expired"]
    assert review_papers(by=SYSTEM, at=midnight) == 1
    assert review_papers(by=SYSTEM, at=midnight) == 0

    second = revise_goods(
        goods_id=sku.goods_id,
        content=shop.content(who, quality_report=who.paper("quality_report", valid_to=date(2028, 1, 1)).id),
        skus=[SkuWish(name="1号", code=sku.code)],
        by=who.writer,
        at=midnight,
    )
    submit_goods_version(version_id=second.id, by=who.writer, at=midnight)
    shop.approve(second.id, midnight)
    assert offer(sku, midnight).may_be_sold


def test_a_promotion_can_be_ended_early_and_a_normal_price_cannot(who, sku, noon):
    shop.priced(who, noon, {sku: 29_900})
    shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY)
    manager = somebody("价格经理", Role.PRICE_MANAGER)
    promotion, normal = (Price.objects.get(sku=sku, kind=kind) for kind in ("promotion", "normal"))

    end_price(price_id=promotion.id, reason="违规", by=manager, at=noon + HOUR)
    assert offer(sku, noon + HOUR).amount_fen == 29_900
    with nothing_changes(), pytest.raises(NormalPriceStays):
        end_price(price_id=normal.id, reason="x", by=manager, at=noon + HOUR)


class TestDatabase:
    """What the database refuses even to somebody at its prompt."""

    def insert(self, price, **change):
        columns = {
            "id": new_id(), "change_id": price.change_id, "line_id": price.line_id, "sku_id": price.sku_id,
            "kind": price.kind, "amount_fen": price.amount_fen, "period": price.period,
            "published_at": price.published_at, **change,
        }  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            names = ", ".join(columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.execute(f"INSERT INTO pricing_price ({names}) VALUES ({marks})", list(columns.values()))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_price_that_nobody_approved(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        change = shop.propose(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY)
        price = Price.objects.get(sku=sku)
        with nothing_changes(), pytest.raises(IntegrityError, match="approved"):
            self.insert(
                price, change_id=change.id, line_id=change.lines.get().id, kind="promotion", amount_fen=1
            )

    def test_a_second_price_of_one_kind_at_a_time(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        shop.priced(who, noon, {sku: 31_900}, starts_at=noon + DAY)
        with nothing_changes(), pytest.raises(IntegrityError, match="pricing_one_normal_price_at_a_time"):
            self.at_once("UPDATE pricing_price SET period = tstzrange(%s, NULL)", [noon])

    def test_a_normal_price_under_a_promotion(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY)
        with nothing_changes(), pytest.raises(DatabaseError, match="below the normal price"):
            self.at_once("UPDATE pricing_price SET amount_fen = 100 WHERE kind = 'normal'")

    def test_a_promotion_that_outlives_every_normal_price(self, who, sku, noon):
        shop.priced(who, noon, {sku: 29_900})
        shop.priced(who, noon, {sku: 19_900}, kind=PriceKind.PROMOTION, ends_at=noon + DAY)
        with nothing_changes(), pytest.raises(DatabaseError, match="below the normal price"):
            self.at_once(
                "UPDATE pricing_price SET period = tstzrange(%s, %s) WHERE kind = 'normal'",
                [noon, noon + HOUR],
            )

    def at_once(self, sql, values=()):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_traded_price_that_is_changed(self, sku, noon):
        sold(sku, 100, noon)
        with nothing_changes(), pytest.raises(DatabaseError), transaction.atomic():
            TradedPrice.objects.update(amount_fen=1)

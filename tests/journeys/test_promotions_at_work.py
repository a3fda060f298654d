"""Promotions, coupons and points from the quote to the refund: what was announced is what is charged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers, goods_on_sale
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import offers, swaps
from tests.crowd import Crowd
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.payments.queries import Use
from zhanggui.domain.pricing.models import TradedPrice
from zhanggui.domain.promotions import accounts
from zhanggui.domain.promotions.models import Redemption
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.domain.promotions.refusals import CouponGone, PromotionJustUsed
from zhanggui.domain.promotions.rules import CouponTerms, Gift, NthPiece
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.finish_orders import complete_order, confirm_delivery
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.order_wish import Announced
from zhanggui.journeys.place_order import NotEnoughPoints, TotalChanged, place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def pay(placed, by, at):
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=by, at=at)
    return receive_payment(payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=at)


@pytest.fixture
def thing():
    """One SKU at ¥49.90, a hundred pieces."""
    return goods_on_sale(31, pieces=100)[30]


@pytest.fixture
def quoted(thing, buyer, customer, wish, noon):
    """A quote of so many pieces, and the wish that places exactly it."""

    def ask(quantity, at=noon, **more):
        lines = wish(quantity).lines
        answer = quote(wish=QuoteWish(lines=lines, customer_id=buyer.account_id, **more), by=customer, at=at)
        placing = replace(
            wish(quantity),
            coupons=tuple(answer.used_coupons),
            points=answer.points,
            announced=answer.announced,
        )
        return answer, placing

    return ask


@pytest.fixture
def pieces(thing):
    """How many pieces of the thing come to ¥200 at least."""
    return -(-200_00 // thing.amount_fen)


def test_what_was_quoted_is_what_is_charged_and_every_step_is_kept(
    quoted, pieces, thing, buyer, customer, noon
):
    reduction = offers.announced(noon - DAY)
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    offers.give_points(buyer.account_id, 700, noon)
    answer, placing = quoted(pieces, points=700)
    placed = place_order(wish=placing, by=customer, at=noon)

    order = Order.objects.get(pk=placed.id)
    line = order.lines.get()
    assert order.payable_fen == answer.payable_fen == thing.amount_fen * pieces - 57_00
    assert (order.discount_fen, line.discount_fen) == (57_00, 57_00)
    assert [(step["step"], step["fen"]) for step in line.explanation] == [
        ("price", line.amount_fen), ("full_reduction", 30_00), ("coupon", 20_00), ("points", 7_00),
    ]  # fmt: skip
    assert (line.explanation[1]["number"], line.explanation[1]["title"]) == (
        reduction.plan.number, "满100减30",
    )  # fmt: skip
    assert dict(Redemption.objects.values_list("kind", "fen")) == {"full_reduction": 30_00, "coupon": 20_00}
    coupon.refresh_from_db()
    assert (coupon.state, offers.points_of(buyer.account_id)) == ("reserved", 0)

    assert pay(placed, customer, noon + MINUTE) is Use.CONFIRM
    coupon.refresh_from_db()
    assert coupon.state == "used"
    assert set(Redemption.objects.values_list("state", flat=True)) == {"used"}
    assert TradedPrice.objects.get().amount_fen == (line.amount_fen - 57_00) // pieces
    assert [finding for finding in trail.verify(noon) if finding.table.startswith("ledger")] == []


def test_an_order_reads_once_whatever_it_uses(quoted, pieces, buyer, customer, noon):
    offers.announced(noon - DAY)
    offers.announced(noon - DAY, NthPiece(2, 50), title="第二件半价", total=5, per_member=2)
    offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    offers.give_points(buyer.account_id, 700, noon)
    _, placing = quoted(pieces, points=700)
    with CaptureQueriesContext(connection) as statements:
        place_order(wish=placing, by=customer, at=noon)

    said = [query["sql"] for query in statements]
    reads = [sql for sql in said if sql.startswith("SELECT") and "ledger_post" not in sql]
    assert len(reads) == 1
    assert "sales_order_number" in reads[0]
    assert sum("INTO promotions_redemption" in sql for sql in said) == 1


@pytest.mark.parametrize("ending", ["cancelled unpaid", "expired", "cancelled paid", "paid at the door"])
def test_what_an_order_used_comes_back_when_it_ends(ending, quoted, pieces, buyer, customer, noon):
    counted = offers.announced(noon - DAY, total=5, per_member=1)
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    offers.give_points(buyer.account_id, 700, noon)
    _, placing = quoted(pieces, points=700)
    at_the_door = ending == "paid at the door"
    placing = replace(placing, method="cash_on_delivery" if at_the_door else "gateway")
    placed = place_order(wish=placing, by=customer, at=noon)
    assert ledger.balance(accounts.left(counted.id)).available == 4
    if at_the_door:
        assert set(Redemption.objects.values_list("state", flat=True)) == {"used"}
    if ending == "cancelled paid":
        pay(placed, customer, noon + MINUTE)
    if ending == "expired":
        expire_unpaid_orders(by=SYSTEM, at=noon + DAY)
    else:
        cancel_order(order_id=placed.id, reason="不要了", by=customer, at=noon + 2 * MINUTE)

    coupon.refresh_from_db()
    assert (coupon.state, offers.points_of(buyer.account_id)) == ("usable", 700)
    assert set(Redemption.objects.values_list("state", flat=True)) == {"given_back"}
    assert ledger.balance(accounts.left(counted.id)).available == 5
    assert quoted(pieces)[0].used_coupons == [coupon.code]


def test_an_expired_order_that_used_a_coupon_is_not_revived(quoted, pieces, buyer, customer, noon):
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    placed = place_order(wish=quoted(pieces)[1], by=customer, at=noon)
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon)
    expire_unpaid_orders(by=SYSTEM, at=noon + DAY)

    late = receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=noon + DAY)
    assert late is Use.SEND_BACK
    assert Refund.objects.get().amount_fen == placed.payable_fen
    coupon.refresh_from_db()
    assert coupon.state == "usable"


def test_a_payment_that_came_when_its_reservation_had_just_run_out_takes_it_anew(
    quoted, pieces, buyer, customer, noon
):
    counted = offers.announced(noon - DAY, total=1)
    placed = place_order(wish=quoted(pieces)[1], by=customer, at=noon)
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=customer, at=noon)
    ledger.expire(noon + DAY)
    assert ledger.balance(accounts.left(counted.id)).available == 1

    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=noon + DAY)
    assert Order.objects.get().state == "confirmed"
    assert ledger.balance(accounts.left(counted.id)).available == 0


def test_what_is_announced_but_changed_is_told_and_nothing_is_placed(quoted, pieces, buyer, customer, noon):
    promotion = offers.announced(noon - DAY)
    _, placing = quoted(pieces)
    suspend_promotion(promotion_id=promotion.id, reason="停", by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(TotalChanged) as told:
        place_order(wish=placing, by=customer, at=noon)
    assert told.value.details["now"] - told.value.details["announced"] == 30


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"coupons": ("NOSUCHCOUPON",)}, CouponGone, id="a coupon nobody has"),
        pytest.param({"points": 1}, NotEnoughPoints, id="points one has not got"),
        pytest.param({"announced": Announced(1)}, TotalChanged, id="a total nobody announced"),
    ],
)
def test_nobody_uses_what_they_do_not_have(change, refusal, wish, customer, noon):
    with nothing_changes(), pytest.raises(refusal):
        place_order(wish=replace(wish(), **change), by=customer, at=noon)


def test_somebody_elses_coupon_is_unknown(wish, buyer, customer, noon):
    other = buyers(1)[0]
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), other.account_id, noon)
    with nothing_changes(), pytest.raises(CouponGone):
        place_order(wish=replace(wish(), coupons=(coupon.code,)), by=customer, at=noon)
    with pytest.raises(NotFound):
        quote(wish=QuoteWish(lines=wish().lines, customer_id=other.account_id), by=customer, at=noon)
    agent = somebody("坐席", Role.CS_AGENT)
    seen = quote(wish=QuoteWish(lines=wish().lines, customer_id=other.account_id), by=agent, at=noon)
    assert [one.code for one in seen.coupons] == [coupon.code]


def test_a_coupon_for_new_members_is_for_them_only(wish, thing, buyer, customer, noon):
    terms = CouponTerms(off_fen=5_00, new_members=1)
    promotion = offers.announced(noon - DAY, terms, per_member=2)
    first, second = (offers.held(promotion, buyer.account_id, noon) for _ in range(2))
    placed = place_order(wish=replace(wish(), coupons=(first.code,)), by=customer, at=noon)
    assert Order.objects.get(pk=placed.id).discount_fen == 5_00
    later = quote(wish=QuoteWish(lines=wish().lines, customer_id=buyer.account_id), by=customer, at=noon)
    assert [(one.code, one.why_not) for one in later.coupons] == [(second.code, "new_members_only")]


def test_one_coupon_in_many_tabs_is_used_once(quoted, pieces, thing, buyer, customer, noon):
    offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    _, placing = quoted(pieces)
    with Crowd(4) as crowd:
        answers = crowd.do(
            [
                lambda n=n: place_order(wish=replace(placing, key=f"tab{n}"), by=customer, at=noon)
                for n in range(4)
            ]
        )
    assert sorted(type(one).__name__ for one in answers) == [*["CouponGone"] * 3, "Placed"]
    assert Order.objects.count() == Redemption.objects.count() == 1
    assert ledger.balance(stock.sellable(thing.sku_id)).available == 100 - placing.lines[0].quantity


def test_the_last_uses_of_a_counted_promotion_go_to_as_many_as_there_are(thing, wish, noon):
    counted = offers.announced(noon - DAY, total=3)
    hot = goods_on_sale(1, pieces=100)[0]
    amount = -(-100_00 // hot.amount_fen)
    some = [(b, Account.objects.get(pk=b.account_id).actor()) for b in buyers(12)]

    def attempt(buyer, actor):
        mine = wish(
            amount, sku_id=hot.sku_id, announced_fen=hot.amount_fen, customer_id=buyer.account_id,
            address_id=buyer.address_id,
        )  # fmt: skip
        return place_order(wish=mine, by=actor, at=noon)

    with Crowd(6) as crowd:
        answers = crowd.do([lambda b=b, a=a: attempt(b, a) for b, a in some])
    reduced = Order.objects.filter(discount_fen=30_00).count()
    assert all(not isinstance(one, Exception) or isinstance(one, PromotionJustUsed) for one in answers)
    assert reduced == Redemption.objects.count() == 3
    assert ledger.balance(accounts.left(counted.id)).available == 0
    dearer = attempt(*some[0])
    assert Order.objects.get(pk=dearer.id).discount_fen == 0


@pytest.fixture
def received(customer, noon):
    """Ask for pieces of lines back; they arrive and are found in order."""
    keeper = somebody("仓管", Role.WAREHOUSE_KEEPER)
    place = Warehouse.objects.create(
        code="HZ01", name="杭州仓", province="浙江省", city="杭州市", street="仓前路1号", opened_at=noon
    )

    def give_back(order, wanted, at):
        wish = ReturnWish(
            order_id=order.id, kind=ReturnKind.NO_REASON, key=str(new_id()),
            pieces=tuple(Pieces(line.id, count) for line, count in wanted.items()),
        )  # fmt: skip
        asked = request_return(wish=wish, by=customer, at=at)
        note_sent(return_id=asked.id, parcel=Parcel(carrier="邮政", tracking="E1"), by=customer, at=at)
        receive_return(return_id=asked.id, warehouse_id=place.id, by=keeper, at=at)
        found = [
            Found(line_id=line.id, disposition=Disposition.SCRAP, pieces=count)
            for line, count in wanted.items()
        ]
        return finish_return(return_id=asked.id, found=found, by=keeper, at=at)

    return give_back


def delivered(placed, at):
    note_shipped(order_id=placed.id, by=SYSTEM, at=at)
    confirm_delivery(order_id=placed.id, by=SYSTEM, at=at)
    return Order.objects.get(pk=placed.id)


def test_parts_of_an_order_go_back_by_the_same_arithmetic(quoted, pieces, buyer, customer, received, noon):
    offers.announced(noon - DAY)
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    offers.give_points(buyer.account_id, 701, noon)
    placed = place_order(wish=quoted(pieces, points=701)[1], by=customer, at=noon)
    pay(placed, customer, noon)
    order = delivered(placed, noon)
    line = order.lines.get()

    one = received(order, {line: 1}, noon + DAY)
    assert one.refund_fen == order.payable_fen // pieces
    assert offers.points_of(buyer.account_id) == 701 // pieces
    coupon.refresh_from_db()
    assert coupon.state == "used"
    rest = received(order, {line: pieces - 1}, noon + DAY)
    assert one.refund_fen + rest.refund_fen == order.payable_fen
    assert offers.points_of(buyer.account_id) == 701
    coupon.refresh_from_db()
    assert coupon.state == "usable"


def test_what_an_exchange_used_goes_along(quoted, pieces, thing, buyer, customer, received, noon):
    """Nothing comes back while other pieces of the same goods are kept; everything does when they do."""
    offers.announced(noon - DAY)
    coupon = offers.held(offers.announced(noon - DAY, offers.OFF_20), buyer.account_id, noon)
    offers.give_points(buyer.account_id, 701, noon)
    placed = place_order(wish=quoted(pieces, points=701)[1], by=customer, at=noon)
    pay(placed, customer, noon)
    order = delivered(placed, noon)
    line = order.lines.get()

    case = swaps.ask(order, swaps.variant(thing), by=customer, at=noon)
    assert case.exchange.difference_fen == 0
    keeper = somebody("仓管", Role.WAREHOUSE_KEEPER)
    swapped = swaps.come_back(case, Warehouse.objects.get().id, by=keeper, at=noon + DAY)
    other = swaps.replacement(case)
    carried = sum(step["fen"] for step in other.lines.get().explanation if step["step"] == "points")
    assert (carried, offers.points_of(buyer.account_id)) == (701 // pieces, 0)
    rest = received(order, {line: pieces - 1}, noon + DAY)
    coupon.refresh_from_db()
    assert (coupon.state, offers.points_of(buyer.account_id)) == ("used", 701 - carried)

    cancel_order(order_id=other.id, reason="不要了", by=customer, at=noon + DAY)
    coupon.refresh_from_db()
    assert (coupon.state, offers.points_of(buyer.account_id)) == ("usable", 701)
    back = sum(Refund.objects.values_list("amount_fen", flat=True))
    assert back == order.payable_fen == other.payable_fen + swapped.refund_fen + rest.refund_fen


@pytest.mark.parametrize("together", [True, False], ids=["the gift comes back too", "the gift is kept"])
def test_a_gift_goes_with_its_goods(together, quoted, pieces, thing, customer, received, noon):
    caddy = goods_on_sale(1, pieces=5)[0]
    offers.announced(noon - DAY, Gift(150_00, str(caddy.sku_id)), title="满150赠茶叶罐", total=10)
    answer, placing = quoted(pieces)
    assert [(line.sku, line.paid_fen, line.gift) for line in answer.lines[1:]] == [(caddy.sku_id, 0, True)]
    placed = place_order(wish=placing, by=customer, at=noon)
    pay(placed, customer, noon)
    order = delivered(placed, noon)
    bought, gift = order.lines.order_by("position")
    assert (gift.unit_fen, gift.discount_fen) == (caddy.amount_fen, caddy.amount_fen)
    assert order.payable_fen == bought.amount_fen
    assert ledger.balance(stock.sellable(caddy.sku_id)).available == 4
    assert TradedPrice.objects.count() == 1

    back = received(order, {bought: pieces} | ({gift: 1} if together else {}), noon + DAY)
    kept = 0 if together else caddy.amount_fen
    assert back.refund_fen == order.payable_fen - kept
    assert back.gift_charges == ({} if together else {str(gift.id): kept})
    if not together:
        later = received(order, {gift: 1}, noon + 2 * DAY)
        assert (later.refund_fen, later.gift_charges) == (0, {})
        complete_order(order_id=order.id, by=SYSTEM, at=noon + 30 * DAY)
        assert [finding for finding in trail.verify(noon) if finding.table.startswith("ledger")] == []


def test_a_gift_that_has_run_out_is_not_announced(quoted, pieces, customer, noon):
    caddy = goods_on_sale(1, pieces=1)[0]
    offers.announced(noon - DAY, Gift(100_00, str(caddy.sku_id)))
    _, first = quoted(pieces)
    place_order(wish=replace(first, key="first"), by=customer, at=noon)
    with nothing_changes(), pytest.raises(TotalChanged):
        place_order(wish=replace(first, key="second", lines=first.lines), by=customer, at=noon)
    assert [line.gift for line in quoted(1)[0].lines] == [False]

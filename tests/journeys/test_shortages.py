"""Pieces that are not there: the customer is told, waits or has the money back; the rest goes on."""

from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.journeys.road import DAY, Road
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import controls
from zhanggui.domain.delivery.models import Allocation, MadeGood, Shortage
from zhanggui.domain.delivery.operations import report_pick_failure, start_picking
from zhanggui.domain.delivery.operations.fill_shortage import fill_shortage
from zhanggui.domain.delivery.refusals import ShortageSettled
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.accounts import CLAIMS, PLACES
from zhanggui.domain.inventory.models import Hold, Withheld
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.payments.models import Payment, Refund
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.refund_shortage import look_after_shortages, refund_shortage
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.controls import Status


@pytest.fixture
def road(db: None, noon: datetime) -> Road:
    return Road(noon)


def short(road: Road, *quantities: int, paid: bool = True) -> tuple[Order, Shortage]:
    """An order of which one piece of the first article was nowhere to be found."""
    order = road.order(*quantities, method="gateway" if paid else "cash_on_delivery")
    if paid:
        payment = open_payment(order_id=order.id, wish=PaymentWish(), by=road.customer, at=road.at)
        receive_payment(payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=road.at)
    for which, pieces in enumerate(quantities):
        road.stock(road.near, pieces, which)
    (part,) = road.allocate(order)
    walk = start_picking(warehouse_id=road.near.id, allocation_ids=[part.id], by=road.keeper, at=road.at)
    shelf = part.lines.get(sku_id=road.goods[0].sku_id).shelf_id
    report_pick_failure(
        pick_list_id=walk.id, shelf_id=shelf, what="missing", pieces=1, by=road.keeper, at=road.at
    )
    order.refresh_from_db()
    return order, Shortage.objects.get()


def gap(road: Road) -> int:
    """How many pieces of the first article are on sale, but were never brought: of 100, all but two."""
    unit = f"sku:{road.goods[0].sku_id}"
    (found,) = [one for one in ledger.differences(PLACES, CLAIMS)[1] if one.unit == unit]
    return found.there - found.here


def sent(road: Road, order: Order) -> None:
    """What there is of it leaves and arrives."""
    part = Allocation.objects.get(order=order, released_at=None)
    Allocation.objects.filter(pk=part.pk).update(state="allocated", pick_list=None)
    road.handed_over(road.packed(part))
    note_shipped(order_id=order.id, by=SYSTEM, at=road.at)
    road.hears("signed", 20)
    order.refresh_from_db()


def test_its_customer_is_told_once_and_it_is_filled_as_soon_as_goods_come(road):
    order, _ = short(road, 2)
    assert [look_after_shortages(by=SYSTEM, at=road.at) for _ in range(2)] == [0, 0]
    told = Message.objects.filter(kind="delivery.short", account_id=order.customer_id)
    assert told.values("key").distinct().count() == 1

    road.stock(road.near, 1, lot=("newer", None))
    assert look_after_shortages(by=SYSTEM, at=road.at) == 1
    late = Allocation.objects.get(fills__isnull=False)
    assert (late.order_id, late.warehouse_id) == (order.id, road.near.id)
    sent_first = Allocation.objects.get(order=order, released_at=None, fills=None)
    assert sum(sent_first.lines.values_list("quantity", flat=True)) == 1


def test_pieces_that_come_while_another_part_waits_there_leave_in_one_parcel_with_it(road):
    order, _ = short(road, 2, 1)
    standing = Allocation.objects.get(order=order, released_at=None)
    shelf = standing.lines.get(sku_id=road.goods[1].sku_id).shelf_id
    report_pick_failure(
        pick_list_id=standing.pick_list_id,
        shelf_id=shelf,
        what="damaged",
        pieces=1,
        by=road.keeper,
        at=road.at,
    )
    for which in (0, 1):
        road.stock(road.near, 1, which, lot=(f"newer {which}", None))
    assert look_after_shortages(by=SYSTEM, at=road.at) == 2

    # What is being walked for goes by itself; the two that came later are one part, and one parcel.
    on_its_walk, later = Allocation.objects.filter(order=order, released_at=None).order_by(
        "allocated_at", "id"
    )
    assert on_its_walk.pk == Allocation.objects.get(state="picking").pk
    assert sorted(later.lines.values_list("sku_id", "quantity")) == sorted(
        (one.sku_id, 1) for one in road.goods
    )
    parcel = road.handed_over(road.packed(later))
    assert list(order.shipments.all()) == [parcel], "freight is reckoned by parcel, and there is one"
    assert road.balanced()


def test_pieces_that_come_join_a_part_that_nobody_walks_for_yet(road):
    order, shortage = short(road, 2)
    part = Allocation.objects.get(order=order, released_at=None)
    Allocation.objects.filter(pk=part.pk).update(state="allocated", pick_list=None)
    road.stock(road.near, 1, lot=("newer", None))
    (whole,) = fill_shortage(shortage_id=shortage.id, by=SYSTEM, at=road.at)
    assert whole == Allocation.objects.get(order=order, released_at=None)
    assert sum(whole.lines.values_list("quantity", flat=True)) == 2
    assert whole.allocated_at == part.allocated_at, "it keeps its place in the queue"
    with nothing_changes(), pytest.raises(ShortageSettled), atomic():
        fill_shortage(shortage_id=shortage.id, by=SYSTEM, at=road.at)
    parcel = road.handed_over(road.packed(whole))
    assert list(order.shipments.all()) == [parcel]
    assert road.balanced()


def test_an_order_is_not_delivered_while_a_piece_of_it_is_waited_for(road):
    order, shortage = short(road, 2)
    sent(road, order)
    assert order.delivered_at is None
    refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at + DAY)
    order.refresh_from_db()
    assert order.delivered_at is not None


def test_the_money_of_the_line_goes_back_and_the_rest_of_the_order_stands(road):
    order, shortage = short(road, 2, 1)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        refund_shortage(shortage_id=shortage.id, by=somebody("别人", Role.CUSTOMER), at=road.at)
    ended = refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)

    line = order.lines.get(position=1)
    assert ended.way == "refunded"
    assert ended.refund_fen >= line.unit_fen
    assert sum(Refund.objects.values_list("amount_fen", flat=True)) == ended.refund_fen
    assert MadeGood.objects.get().pieces == 1
    with nothing_changes(), pytest.raises(ShortageSettled), atomic():
        refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)
    sent(road, order)
    complete_orders(by=SYSTEM, at=road.at + 30 * DAY)
    assert Order.objects.get().state == "completed"
    assert road.balanced()


def test_of_what_is_paid_at_the_door_the_missing_piece_is_not_asked_for(road):
    order, shortage = short(road, 2, paid=False)
    refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)
    sent(road, order)
    assert not Refund.objects.exists()
    assert Payment.objects.get().amount_fen == order.payable_fen - MadeGood.objects.get().refund_fen
    assert road.balanced()


@pytest.mark.parametrize(
    "first", [True, False], ids=["after a piece of it was refunded", "while it is waited for"]
)
def test_the_rest_of_the_order_can_still_be_called_off(road, first):
    order, shortage = short(road, 2, 1)
    if first:
        refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)
    cancel_order(order_id=order.id, reason="不等了", by=road.customer, at=road.at)
    assert sum(Refund.objects.values_list("amount_fen", flat=True)) == order.payable_fen
    assert ledger.balance(inventory.sold(road.goods[0].sku_id)).available == 0
    assert gap(road) == 98


def test_an_order_of_which_nothing_is_there_is_called_off_as_a_whole(road):
    order, shortage = short(road, 1)
    assert not Allocation.objects.filter(released_at=None).exists()
    refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)
    order.refresh_from_db()
    assert (order.state, Shortage.objects.get().way) == ("cancelled", "called_off")
    assert sum(Refund.objects.values_list("amount_fen", flat=True)) == order.payable_fen


def test_who_does_not_say_anything_has_the_money_back_after_a_week(road, noon):
    _, shortage = short(road, 2, 1)
    assert look_after_shortages(by=SYSTEM, at=noon + 7 * DAY) == 0
    assert look_after_shortages(by=SYSTEM, at=noon + 8 * DAY) == 1
    shortage.refresh_from_db()
    assert shortage.way == "refunded"


def test_a_missing_piece_of_sold_out_goods_is_offered_to_nobody_again(road):
    """All that is left was sold: the shelf loses the piece at once, the books when somebody gives way."""
    sku = road.goods[0].sku_id
    road.order(98)
    order, shortage = short(road, 2)
    assert ledger.balance(inventory.sellable(sku)).available == 0
    assert (Withheld.objects.get().left, Hold.objects.count()) == (1, 0)
    assert gap(road) == 98
    assert look_after_shortages(by=SYSTEM, at=road.at) == 0

    refund_shortage(shortage_id=shortage.id, by=road.customer, at=road.at)
    assert (Withheld.objects.get().left, Hold.objects.get().quantity) == (0, 1)
    assert ledger.balance(inventory.sellable(sku)).available == 0
    assert order.state == "confirmed"
    assert road.balanced()


def test_the_control_is_red_while_somebody_is_not_told_or_waits_too_long(road, noon):
    assert controls.shortages_told(noon).status is Status.NO_DATA
    short(road, 2, 1)
    assert controls.shortages_told(noon).status is Status.KEPT
    assert controls.shortages_told(noon + DAY).status is Status.BROKEN
    look_after_shortages(by=SYSTEM, at=noon)
    assert controls.shortages_told(noon + DAY).status is Status.KEPT
    assert controls.shortages_told(noon + 8 * DAY).status is Status.BROKEN


def test_the_customer_sees_what_is_not_there_and_need_not_wait(road, noon, client, set_clock):
    order, shortage = short(road, 2, 1)
    client.force_login(Account.objects.get(pk=order.customer_id))
    page = f"/orders/{order.number}/"
    assert "不等了" in client.get(page).content.decode()
    foreign = client.post(f"{page}missing/{new_id()}")
    assert foreign.status_code == 404
    assert client.post(f"{page}missing/{shortage.id}").status_code == 302
    shortage.refresh_from_db()
    assert shortage.way == "refunded"
    assert "不等了" not in client.get(page).content.decode()

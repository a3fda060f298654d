"""Parcels that do not arrive: cases with clocks, the goods once more or the money back, claims."""

from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.journeys.road import DAY, HOUR, Road
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.refusals import MoreThanBought
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.delivery import refusals
from zhanggui.domain.delivery.models import Allocation, CarrierClaim, Trouble
from zhanggui.domain.delivery.operations import take_back_parcel
from zhanggui.domain.delivery.operations.consent_to_leave import consent_to_leave
from zhanggui.domain.delivery.operations.open_trouble import Found, open_trouble
from zhanggui.domain.delivery.operations.settle_trouble import Outcome, settle_trouble
from zhanggui.domain.delivery.operations.take_instruction import take_instruction
from zhanggui.domain.delivery.states import Errand, LeaveAt, TroubleKind, WayOut
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Refund
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import AddressWish, note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.redirect_parcel import redirect_parcel
from zhanggui.journeys.request_return import request_return
from zhanggui.journeys.watch_parcels import find_silent
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.cases.queries import case_of


@pytest.fixture
def road(db: None, noon: datetime) -> Road:
    return Road(noon)


@pytest.mark.parametrize(
    ("code", "kind", "claimed"),
    [
        pytest.param("lost", TroubleKind.LOST, True, id="lost"),
        pytest.param("damaged", TroubleKind.DAMAGED, True, id="damaged"),
        pytest.param("refused", TroubleKind.REFUSED, False, id="refused at the door"),
        pytest.param("wrong_address", TroubleKind.WRONG_ADDRESS, False, id="a wrong address"),
    ],
)
def test_what_a_carrier_tells_becomes_a_case_with_clocks(road, noon, code, kind, claimed):
    shipment = road.sent()
    road.hears(code, 20)

    trouble = shipment.troubles.get()
    case = case_of(trouble.id)
    opened = noon + 20 * HOUR
    assert trouble.kind == kind
    assert (case.respond_by, case.answer_by, case.resolve_by) == (
        opened + 4 * HOUR, opened + 24 * HOUR, opened + 3 * DAY,
    )  # fmt: skip
    assert case.party_id == shipment.order.customer_id
    assert CarrierClaim.objects.exists() == claimed


def test_the_same_trouble_told_twice_is_one(road):
    road.sent()
    road.hears("refused", 20)
    road.hears("refused", 21)

    assert Trouble.objects.count() == 1


def test_a_parcel_silent_for_two_days_is_found_once(road, noon):
    shipment = road.sent()
    road.hears("in_transit", 3)

    assert find_silent(at=noon + 50 * HOUR) == 0
    assert find_silent(at=noon + 52 * HOUR) == 1
    assert find_silent(at=noon + 53 * HOUR) == 0
    assert shipment.troubles.get().kind == TroubleKind.SILENT


def test_a_trouble_ends_by_itself_when_the_parcel_arrives(road, noon):
    road.sent()
    find_silent(at=noon + 50 * HOUR)
    road.hears("signed", 60)

    trouble = road.trouble
    assert (trouble.way, case_of(trouble.id).state) == (WayOut.ARRIVED, "closed")
    assert Order.objects.get().delivered_at == noon + 60 * HOUR


def test_a_lost_parcel_is_refunded_and_the_supplier_paid(road, noon):
    """The customer has everything back; the house bears the loss, and claims it of the carrier (EC-15)."""
    shipment = road.sent()
    road.hears("lost", 20)
    settled = road.refund()

    order = Order.objects.get()
    supplier = order.lines.get().supplier_id
    assert settled.refund_fen == order.payable_fen == Refund.objects.get().amount_fen
    assert ledger.balance(money.refunding(order.id)).available == order.payable_fen
    assert ledger.balance(money.prepaid(order.id)).available == 0
    assert ledger.balance(money.supplier_payable(supplier)).available == order.goods_fen
    assert (order.state, order.delivered_at) == ("undelivered", None)
    assert case_of(settled.id).state == "closed"
    assert road.where() == {"lost": 2}
    shipment.refresh_from_db()
    assert shipment.settled_at == noon + 30 * HOUR
    assert road.balanced()


def test_a_refused_parcel_is_refunded_once_it_is_told_to_come_back(road, noon):
    shipment = road.sent()
    road.hears("refused", 20)
    with nothing_changes(), pytest.raises(refusals.StillOnItsWay), atomic():
        road.refund()
    road.bring_back()
    road.refund()

    order = Order.objects.get()
    supplier = order.lines.get().supplier_id
    assert Refund.objects.get().amount_fen == order.payable_fen
    assert ledger.balance(money.supplier_payable(supplier)).available == 0
    road.hears("returned", 60)
    take_back_parcel(shipment_id=shipment.id, damaged={}, by=road.keeper, at=noon + 3 * DAY)
    assert road.where() == {"near": 2}
    assert road.balanced()


def test_a_parcel_paid_at_the_door_costs_nobody_anything(road):
    road.sent(paid=False)
    road.hears("refused", 20)
    road.bring_back()

    assert road.refund().refund_fen == 0
    assert Order.objects.get().state == "undelivered"
    assert not Refund.objects.exists()
    assert road.balanced()


def test_a_lost_parcel_is_sent_again_and_the_order_ends_well(road, noon):
    shipment = road.sent()
    sku = road.goods[0].sku_id
    free = ledger.balance(inventory.sellable(sku)).available
    road.hears("lost", 20)
    road.stock(road.near, 2)
    settled = road.again()

    part = Allocation.objects.get(instead_of=shipment)
    assert (settled.way, part.state, part.order_id) == (WayOut.SENT_AGAIN, "allocated", shipment.order_id)
    assert ledger.balance(inventory.sellable(sku)).available == free - 2
    second = road.handed_over(road.packed(part), "SF10000002", at=noon + 31 * HOUR)
    assert Order.objects.get().delivered_at is None
    road.hears("signed", 50, "SF10000002")

    order = Order.objects.get()
    assert (order.delivered_at, second.order_id) == (noon + 50 * HOUR, order.id)
    assert road.where() == {"lost": 2, "delivered": 2}
    complete_orders(by=SYSTEM, at=noon + 40 * DAY)
    supplier = order.lines.get().supplier_id
    assert ledger.balance(money.supplier_payable(supplier)).available == order.goods_fen
    assert road.balanced()


def test_what_is_not_in_stock_cannot_be_sent_again(road):
    road.sent()
    road.hears("lost", 20)

    with nothing_changes(), pytest.raises(refusals.NotEnoughOnHand), atomic():
        road.again()


def test_a_customer_is_compensated_once(road):
    road.sent()
    road.hears("lost", 20)
    road.refund()

    with nothing_changes(), pytest.raises(refusals.TroubleSettled), atomic():
        road.refund()
    road.stock(road.near, 2)
    with nothing_changes(), pytest.raises(refusals.TroubleSettled), atomic():
        road.again()


def test_what_was_refunded_cannot_be_returned(road, noon):
    """Of an order in two parcels one is lost and refunded: only the other one's goods can come back."""
    order = road.order(2, method="gateway")
    payment = open_payment(order_id=order.id, wish=PaymentWish(), by=road.customer, at=noon)
    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=noon)
    road.stock(road.near, 1)
    road.stock(road.far, 1)
    first, second = (road.packed(part) for part in road.allocate(order))
    road.handed_over(first, "SF10000001")
    road.handed_over(second, "SF10000002")
    note_shipped(order_id=order.id, by=SYSTEM, at=noon)
    road.hears("lost", 20)
    road.hears("signed", 22, "SF10000002")
    assert Order.objects.get().delivered_at is None
    refunded = road.refund().refund_fen

    order.refresh_from_db()
    assert order.delivered_at == noon + 22 * HOUR
    assert refunded * 2 in (order.payable_fen, order.payable_fen - 1)
    line = order.lines.get()
    wish = ReturnWish(order_id=order.id, kind=ReturnKind.NO_REASON, pieces=(Pieces(line.id, 2),), key="r")
    with nothing_changes(), pytest.raises(MoreThanBought), atomic():
        request_return(wish=wish, by=road.customer, at=noon + 30 * HOUR)
    complete_orders(by=SYSTEM, at=noon + 40 * DAY)
    assert ledger.balance(money.supplier_payable(line.supplier_id)).available == order.goods_fen
    assert road.balanced()


def test_what_comes_after_the_compensation_is_looked_into(road):
    shipment = road.sent()
    road.hears("refused", 20)
    road.bring_back()
    road.refund()
    road.hears("signed", 40)

    assert shipment.troubles.get(settled_at=None).kind == TroubleKind.CAME_AFTER_ALL


@pytest.mark.parametrize(
    ("agreed", "code", "troubles"),
    [
        pytest.param([], "signed", 0, id="to the customer in person"),
        pytest.param([], "signed_at_locker", 1, id="into a locker, and nobody was asked"),
        pytest.param([LeaveAt.LOCKER], "signed_at_locker", 0, id="into a locker, as agreed"),
        pytest.param([LeaveAt.LOCKER], "signed_by_other", 1, id="to a neighbour, though a locker was agreed"),
        pytest.param([LeaveAt.OTHER], "signed_by_other", 0, id="to a neighbour, as agreed"),
    ],
)
def test_parcels_are_left_with_others_only_by_consent(road, noon, agreed, code, troubles):
    shipment = road.sent()
    consent_to_leave(order_id=shipment.order_id, places=agreed, by=road.customer, at=noon)
    road.hears(code, 20)

    assert shipment.troubles.filter(kind=TroubleKind.LEFT_WITHOUT_CONSENT).count() == troubles
    assert Order.objects.get().delivered_at is not None


def test_nobody_consents_for_another_customer_or_too_late(road, noon):
    shipment = road.sent()
    stranger = somebody("别人", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        consent_to_leave(order_id=shipment.order_id, places=[LeaveAt.OTHER], by=stranger, at=noon)
    road.hears("signed", 20)
    with nothing_changes(), pytest.raises(refusals.AlreadyThere), atomic():
        consent_to_leave(order_id=shipment.order_id, places=[LeaveAt.OTHER], by=road.customer, at=noon)


def test_a_parcel_goes_to_the_right_address_after_all(road, noon):
    shipment = road.sent()
    road.hears("wrong_address", 20)
    right = AddressWish(
        recipient="王小明", mobile="13812345678", province="浙江省", city="杭州市", street="文三路 1 号"
    )
    given = redirect_parcel(
        shipment_id=shipment.id, address=right, reason="门牌写错", by=road.manager, at=noon + DAY
    )

    assert (given.errand, given.address.city) == (Errand.REDIRECT, "杭州市")
    stranger = somebody("别家", Role.CARRIER, organisation=firm("别家", Organisation.Kind.CARRIER))
    with nothing_changes(), pytest.raises(NotFound), atomic():
        take_instruction(instruction_id=given.id, by=stranger, at=noon + DAY)
    assert take_instruction(instruction_id=given.id, by=road.courier, at=noon + DAY).taken_at is not None
    road.hears("signed", 40)
    assert road.trouble.way == WayOut.ARRIVED


def test_nothing_can_be_done_about_a_parcel_that_has_arrived(road):
    road.sent()
    road.hears("signed", 20)

    with nothing_changes(), pytest.raises(refusals.NotOnItsWay), atomic():
        road.bring_back()


def test_a_question_of_conduct_is_answered_without_money(road, noon):
    shipment = road.sent()
    road.hears("signed_at_locker", 20)
    outcome = Outcome(way=WayOut.EXPLAINED, finding="已致电道歉，快递员记违规一次")
    settled = settle_trouble(trouble_id=road.trouble.id, outcome=outcome, by=road.manager, at=noon + DAY)

    assert (settled.way, case_of(settled.id).state) == (WayOut.EXPLAINED, "closed")
    shipment.refresh_from_db()
    assert shipment.settled_at is None


def test_a_carrier_opens_troubles_of_its_own_parcels_only(road, noon):
    shipment = road.sent()
    found = Found(kind=TroubleKind.DAMAGED, note="外箱破损")
    stranger = somebody("别家", Role.CARRIER, organisation=firm("别家", Organisation.Kind.CARRIER))
    with nothing_changes(), pytest.raises(NotFound), atomic():
        open_trouble(shipment_id=shipment.id, found=found, by=stranger, at=noon)

    assert open_trouble(shipment_id=shipment.id, found=found, by=road.courier, at=noon).note == "外箱破损"

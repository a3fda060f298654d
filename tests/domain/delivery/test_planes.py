"""Whatever is done with goods, in any order: where they are and whose they are stay the same story."""

from contextlib import suppress

import pytest
from django.db.transaction import atomic
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from zhanggui.domain.delivery import states
from zhanggui.domain.delivery.models import Allocation, Shipment, Shortage
from zhanggui.domain.delivery.operations import (
    fill_shortage,
    report_pick_failure,
    start_picking,
    take_back_parcel,
)
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.accounts import CLAIMS, PLACES
from zhanggui.domain.inventory.models import Hold
from zhanggui.domain.inventory.operations import hold_stock, release_hold, scrap_hold
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.refund_shortage import refund_shortage
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger.verifying import verify


def machine(noon):
    class Goods(RuleBasedStateMachine):
        """One article, two warehouses, and people who order, call off, hold, ship, lose and bring back."""

        def __init__(self) -> None:
            super().__init__()
            self.hall = Dispatch(noon)
            self.inspector = somebody("质检小周", Role.QUALITY_INSPECTOR)
            self.sku = self.hall.goods[0].sku_id
            self.hall.stock(self.hall.near, 60)
            self.hall.stock(self.hall.far, 40)
            self.hall.stock(self.hall.far, 100, which=1)
            self.parcels = 0

        def teardown(self) -> None:
            assert list(verify(noon)) == []

        def one_of(self, found, data):
            known = list(found)
            return data.draw(st.sampled_from(known)) if known else None

        @rule(pieces=st.integers(1, 50))
        def somebody_orders(self, pieces):
            attempt(lambda: self.hall.order(pieces))

        @rule(data=st.data())
        def an_order_is_allocated(self, data):
            if order := self.one_of(self.orders().filter(state="confirmed", shipped_at=None), data):
                attempt(lambda: self.hall.allocate(order))

        @rule(data=st.data())
        def an_order_is_called_off(self, data):
            if order := self.one_of(self.orders().filter(shipped_at=None), data):
                call = {"order_id": order.id, "reason": "不想要了", "by": self.hall.customer, "at": noon}
                attempt(lambda: cancel_order(**call))

        @rule(data=st.data())
        def a_part_is_shipped(self, data):
            waiting = Allocation.objects.filter(state="allocated", order__in=self.orders())
            if part := self.one_of(waiting, data):
                self.parcels += 1
                number = f"P{self.parcels:06}{part.id.hex[-8:]}"
                self.hall.handed_over(self.hall.packed(part), number)

        @rule(data=st.data(), code=st.sampled_from(["in_transit", "signed", "lost", "returned", "signed"]))
        def a_carrier_tells(self, data, code):
            road = Shipment.objects.filter(order__in=self.orders(), shipped_at__isnull=False)
            if parcel := self.one_of(road, data):
                hours = data.draw(st.integers(1, 60))
                attempt(lambda: self.hall.tell(code, hours, number=parcel.tracking_number))

        @rule(data=st.data(), damaged=st.integers(0, 3))
        def a_parcel_is_taken_back(self, data, damaged):
            back = Shipment.objects.filter(order__in=self.orders(), state=states.ParcelState.RETURNED)
            if parcel := self.one_of(back, data):
                call = {
                    "shipment_id": parcel.id,
                    "damaged": {self.sku: damaged},
                    "by": self.hall.keeper,
                    "at": noon,
                }
                attempt(lambda: take_back_parcel(**call))

        @rule(pieces=st.integers(1, 30))
        def stock_is_held(self, pieces):
            house = self.hall.near.id
            call = {"warehouse_id": house, "sku_id": self.sku, "quantity": pieces, "reason": "投诉"}
            attempt(lambda: hold_stock(**call, by=self.inspector, at=noon))

        @rule(data=st.data(), decide=st.sampled_from([release_hold, scrap_hold]), pieces=st.integers(1, 10))
        def a_hold_is_decided(self, data, decide, pieces):
            if hold := self.one_of(Hold.objects.filter(sku_id=self.sku, ended_at=None), data):
                call = {
                    "hold_id": hold.id,
                    "quantity": pieces,
                    "reason": "复检",
                    "by": self.inspector,
                    "at": noon,
                }
                attempt(lambda: decide(**call))

        @rule(data=st.data(), pieces=st.integers(1, 4))
        def a_picker_finds_too_few(self, data, pieces):
            waiting = Allocation.objects.filter(state="allocated", pick_list=None, order__in=self.orders())
            if part := self.one_of(waiting, data):
                terms = {"by": self.hall.keeper, "at": noon}
                walk = start_picking(warehouse_id=part.warehouse_id, allocation_ids=[part.id], **terms)
                place = part.lines.order_by("id").first().shelf_id
                told = {"pick_list_id": walk.id, "shelf_id": place, "what": "missing", "pieces": pieces}
                attempt(lambda: report_pick_failure(**told, **terms))

        @rule(data=st.data())
        def who_waits_gets_pieces_or_money(self, data):
            if short := self.one_of(Shortage.objects.filter(settled_at=None), data):
                terms = {"shortage_id": short.id, "by": SYSTEM, "at": noon}
                attempt(lambda: data.draw(st.sampled_from([fill_shortage, refund_shortage]))(**terms))

        def orders(self):
            return Order.objects.filter(customer_id=self.hall.buyer.account_id).order_by("id")

        @invariant()
        def both_planes_tell_the_same(self):
            assert ledger.differences(PLACES, CLAIMS)[1] == []

        @invariant()
        def nothing_is_below_zero(self):
            houses = [inventory.on_hand(house.id, self.sku) for house in (self.hall.near, self.hall.far)]
            found = ledger.balances([inventory.sellable(self.sku), *houses])
            assert min(balance.available for balance in found.values()) >= 0

    return Goods


def attempt(deed):
    """Do it, or be refused."""
    with suppress(Refusal), atomic():
        deed()


@pytest.mark.slow
@pytest.mark.django_db
def test_goods_stay_one_story_in_any_order(noon):
    run_state_machine_as_test(
        machine(noon),
        settings=settings(
            max_examples=8,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )

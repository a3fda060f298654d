"""Suppliers that send themselves: told of, accepted, packed, handed over; declined, and late."""

from datetime import datetime, timedelta

import pytest
from django.db.transaction import atomic

from tests.crowd import Crowd
from tests.domain.packing.benches import Benches
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.models import Allocation
from zhanggui.domain.delivery.operations.open_label_range import Numbers, open_label_range
from zhanggui.domain.delivery.refusals import CarrierNotActive, NoLabelsLeft
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.delivery.states import AllocationNotReady
from zhanggui.domain.inventory.models import Hold, Lot
from zhanggui.domain.inventory.operations import declare_stock, open_warehouse
from zhanggui.domain.inventory.rules import Place
from zhanggui.domain.packing import controls
from zhanggui.domain.packing.models import DropOrder
from zhanggui.domain.packing.operations import (
    accept_drop_order,
    ask_late_suppliers,
    decline_drop_order,
    label_drop_order,
    pack_drop_order,
)
from zhanggui.domain.packing.refusals import DeclineReasonMissing
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.journeys.ship_drop_order import ship_drop_order
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.ledger import Insufficient
from zhanggui.mechanisms.ledger.verifying import verify


class Dropping(Benches):
    """One supplier with a warehouse of its own, and another firm."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.supplier = Supplier.objects.select_related("organisation").get(pk=self.goods[0].supplier_id)
        self.writer = somebody("供应商仓管", Role.SUPPLIER, organisation=self.supplier.organisation)
        place = Place("江苏省", "苏州市", "园区 9 号")
        self.theirs = open_warehouse(
            code="DF1", name="供应商直发仓", place=place, operator_id=self.supplier.id, by=self.manager, at=at
        )
        other = Supplier.objects.create(
            number="S999999",
            organisation=firm("别家", Organisation.Kind.SUPPLIER),
            state="active",
            created_at=at,
        )
        self.stranger = somebody("别家仓管", Role.SUPPLIER, organisation=other.organisation)

    def tell(self, pieces: int, **change):  # type: ignore[no-untyped-def, override]
        usual = {"warehouse_id": self.theirs.id, "sku_id": self.goods[0].sku_id, "by": self.writer}
        return declare_stock(**(usual | {"pieces": pieces, "at": self.at} | change))

    def asked(self, pieces: int = 1) -> Allocation:
        """A part of an order that the supplier is asked to send."""
        self.tell(5)
        (part,) = self.allocate(self.order(pieces))
        return part

    def terms(self, part: Allocation, **change):  # type: ignore[no-untyped-def]
        return {"allocation_id": part.id, "by": self.writer, "at": self.at} | change

    def ship(self, part: Allocation, **change):  # type: ignore[no-untyped-def]
        usual = {"carrier_id": self.carrier.id, "tracking_number": "YT12345678"}
        return ship_drop_order(**self.terms(part), **(usual | change))


@pytest.fixture
def hall(db: None, noon: datetime) -> Dropping:
    return Dropping(noon)


PACKED = Packing(weight_grams=900)


def test_what_a_supplier_tells_of_is_for_sale_and_never_ours(hall, noon):
    assert [hall.tell(5), hall.tell(5), hall.tell(3)] == [5, 0, -2]
    assert Lot.objects.get(owner=hall.supplier).sku_id == hall.goods[0].sku_id
    with nothing_changes(), pytest.raises(NotFound), atomic():
        hall.tell(9, by=hall.stranger)
    with nothing_changes(), pytest.raises(NotAllowed), atomic():
        hall.tell(9, by=hall.keeper)
    assert list(verify(noon)) == []


def test_what_is_set_aside_for_an_order_is_not_counted_as_free(hall):
    part = hall.asked(2)
    assert part.warehouse_id == hall.theirs.id
    assert hall.tell(3) == 0
    assert hall.tell(0) == -3
    assert Allocation.objects.get(released_at=None) == part


def test_more_than_is_free_of_buyers_cannot_be_taken_back(hall):
    hall.tell(5)
    for _ in range(4):
        hall.order(26)
    with nothing_changes(), pytest.raises(Insufficient), atomic():
        hall.tell(0)


def test_an_order_is_accepted_packed_and_handed_over_by_its_supplier(hall, noon):
    part = hall.asked(2)
    with nothing_changes(), pytest.raises(AllocationNotReady), atomic():
        pack_drop_order(**hall.terms(part), packing=PACKED)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        accept_drop_order(**hall.terms(part, by=hall.stranger))
    drop = accept_drop_order(**hall.terms(part))
    assert accept_drop_order(**hall.terms(part)) == drop
    with nothing_changes(), pytest.raises(AllocationNotReady), atomic():
        hall.ship(part)
    parcel = pack_drop_order(**hall.terms(part), packing=PACKED)
    assert pack_drop_order(**hall.terms(part), packing=PACKED) == parcel
    with nothing_changes(), pytest.raises(CarrierNotActive), atomic():
        hall.ship(part, carrier_id=hall.new_carrier("suspended").id)
    assert hall.ship(part).tracking_number == "YT12345678"
    assert hall.ship(part).shipped_at == noon
    assert parcel.packer_id == hall.writer.account_id
    assert hall.where() == {"in_transit": 2}
    assert list(verify(noon)) == []


def test_a_supplier_takes_a_label_number_and_hands_over_under_it(hall, noon):
    part = hall.asked(1)
    terms = {"carrier_id": hall.carrier.id}
    accept_drop_order(**hall.terms(part))
    with nothing_changes(), pytest.raises(AllocationNotReady), atomic():
        label_drop_order(**hall.terms(part), **terms)
    pack_drop_order(**hall.terms(part), packing=PACKED)
    with nothing_changes(), pytest.raises(NoLabelsLeft), atomic():
        label_drop_order(**hall.terms(part), **terms)
    numbers = Numbers(prefix="YT", first=100001, last=100009)
    open_label_range(**terms, numbers=numbers, by=hall.manager, at=noon)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        label_drop_order(**hall.terms(part, by=hall.stranger), **terms)
    label = label_drop_order(**hall.terms(part), **terms)
    assert label_drop_order(**hall.terms(part), **terms) == label
    assert hall.ship(part, tracking_number="").tracking_number == label.number


def test_what_it_cannot_send_is_sent_by_the_house_or_waits(hall):
    part = hall.asked()
    with nothing_changes(), pytest.raises(DeclineReasonMissing), atomic():
        decline_drop_order(**hall.terms(part), reason=" ")
    hall.stock(hall.near, 1)
    accept_drop_order(**hall.terms(part))
    decline_drop_order(**hall.terms(part), reason="缺货")
    (new,) = Allocation.objects.filter(released_at=None)
    assert new.order_id == part.order_id
    assert not Hold.objects.exists()
    assert hall.tell(4) == 0


def test_a_late_supplier_is_asked_once(hall, noon):
    assert controls.suppliers_send_in_time(noon).status is Status.NO_DATA
    hall.asked()
    in_time, late = noon + timedelta(hours=48), noon + timedelta(hours=49)
    assert ask_late_suppliers(by=SYSTEM, at=in_time) == 0
    assert controls.suppliers_send_in_time(in_time).status is Status.KEPT
    assert [ask_late_suppliers(by=SYSTEM, at=late) for _ in range(2)] == [1, 0]
    assert Case.objects.get(kind="packing.late_drop").subject_id == Allocation.objects.get().pk
    assert DropOrder.objects.get().late_asked_at == late
    assert controls.suppliers_send_in_time(late).status is Status.BROKEN


@pytest.mark.django_db(transaction=True)
def test_an_order_is_answered_once_however_many_answer(noon):
    hall = Dropping(noon)
    part = hall.asked(2)
    with Crowd(6) as crowd:
        accepted = crowd.do([lambda: accept_drop_order(**hall.terms(part))] * 6)
        packed = crowd.do([lambda: pack_drop_order(**hall.terms(part), packing=PACKED)] * 6)
        shipped = crowd.do([lambda: hall.ship(part)] * 6)
    assert {one.pk for one in accepted} == {DropOrder.objects.get().pk}
    assert len({one.pk for one in packed}) == len({one.pk for one in shipped}) == 1
    assert hall.where() == {"in_transit": 2}
    assert allocate_orders(by=SYSTEM, at=noon) == {}

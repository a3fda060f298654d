"""Our own delivery: vehicles and areas, neighbours who order, and the tours of tomorrow."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from zhanggui.demo import training
from zhanggui.demo.cast import actor_of, firm, staff
from zhanggui.demo.firms import admit
from zhanggui.demo.freight import agree, carrier_of, zone
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.freight.operations.add_vehicle import VehicleWish, add_vehicle
from zhanggui.domain.freight.operations.place_area import AreaWish, place_area
from zhanggui.domain.freight.operations.plan_tours import plan_tours
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations.add_address import AddressWish, add_address
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Organisation
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account

PLACES = (
    ("", "30.74600", "120.75600"), ("南湖区", "30.74700", "120.78300"), ("秀洲区", "30.76500", "120.70900"),
    ("桐乡市", "30.63000", "120.56500"), ("海宁市", "30.51000", "120.68000"),
    ("平湖市", "30.67700", "121.01500"), ("嘉善县", "30.83100", "120.92600"),
    ("海盐县", "30.52600", "120.94600"),
)  # fmt: skip
"""Districts of the first warehouse's city, by the middle of their towns."""


def own_delivery_begins() -> None:
    """The house's own vehicles: a carrier reviewed and trained like the others, with prices of its own."""
    for row in told("firms")["own_carrier"]:
        admit(row, Organisation.Kind.CARRIER, day=3)
        training.learns(actor_of(row["code"]), day=4)
        agree(row["code"], (zone("city", ("浙江省",), 380, 40, 36),), on_day(5, 9))
        carrier = carrier_of(row["code"])
        house = Warehouse.objects.get(code="HD1")
        for place, plate in enumerate(("浙F·8K236", "浙F·9T051")):
            wish = VehicleWish(
                plate=plate,
                carrier_id=carrier.pk,
                warehouse_id=house.pk,
                capacity_grams=(20_000, 12_000)[place],
                fen_per_km=95,
                starts_at=time(8),
                ends_at=time(18),
            )
            add_vehicle(wish=wish, by=staff("logistics"), at=on_day(5, 11))
        for district, latitude, longitude in PLACES:
            area = AreaWish(
                province=house.province,
                city=house.city,
                district=district,
                latitude=Decimal(latitude),
                longitude=Decimal(longitude),
                opens_at=time(8),
                closes_at=time(12) if district == "南湖区" else time(18),
            )
            place_area(wish=area, by=staff("logistics"), at=on_day(5, 12))


def tours_are_planned() -> None:
    """Neighbours of the first warehouse order; our own vehicles bring their parcels tomorrow."""
    house = Warehouse.objects.get(code="HD1")
    now, chance = clock.now(), Random(31)
    orders = [_neighbour_orders(person, now, chance) for person in told("people")["neighbour"]]
    allocate_orders(by=SYSTEM, at=now - timedelta(hours=5))
    waiting = Allocation.objects.filter(
        order__in=[order.pk for order in orders], warehouse=house, state=AllocationState.ALLOCATED
    )
    parts = list(waiting.order_by("order__placed_at"))
    if not parts:
        return
    for place, parcel in enumerate(_packed(house, parts, now - timedelta(hours=4), chance)):
        _handed_to_ourselves(parcel, now - timedelta(hours=2, minutes=-place))
    tomorrow = (now.astimezone(SHANGHAI) + timedelta(days=1)).date()
    plan_tours(warehouse_id=house.pk, day=tomorrow, by=staff("logistics"), at=now - timedelta(hours=1))


def _neighbour_orders(person: dict[str, object], now: datetime, chance: Random) -> Order:
    """Somebody nearby orders by phone and pays at the door."""
    agent, at = staff("agent"), now - timedelta(hours=8, minutes=chance.randrange(60))
    who = Customer(
        name=str(person["name"]),
        mobile=str(person["mobile"]),
        purposes=("membership", "privacy"),
        channel="phone",
    )
    account = open_customer_account(customer=who, by=agent, at=at)
    place = person["place"]
    assert isinstance(place, list)
    wish = AddressWish(
        recipient=who.name,
        mobile=who.mobile,
        province=place[0],
        city=place[1],
        district=place[2],
        street=place[3],
    )
    address = add_address(account_id=account.pk, wish=wish, by=account.actor(via="demo"), at=at)
    skus = list(Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code"))
    chance.shuffle(skus)
    for sku in skus:
        lines = (LineWish(sku_id=sku.pk, quantity=1, announced_fen=0),)
        quoted = quote(wish=QuoteWish(lines=lines, customer_id=account.pk), by=agent, at=at)
        if len(quoted.lines) == 1 and quoted.lines[0].available:
            return _placed(account.pk, address.pk, quoted, agent, at)
    raise LookupError("nothing is on sale")


def _placed(account_id: UUID, address_id: UUID, quoted: object, agent: Actor, at: datetime) -> Order:
    (line,) = quoted.lines  # type: ignore[attr-defined]
    lines = (
        LineWish(sku_id=line.sku, quantity=1, announced_fen=line.unit_fen or 0, no_return_confirmed=True),
    )
    wish = OrderWish(
        customer_id=account_id,
        channel="phone",
        method="cash_on_delivery",
        address_id=address_id,
        lines=lines,
        announced=quoted.announced,  # type: ignore[attr-defined]
        key=f"demo-own-{str(account_id)[-12:]}",
        consent="电话复述商品、数量、价格、地址与付款方式，顾客确认",
    )
    return Order.objects.get(pk=place_order(wish=wish, by=agent, at=at).id)


def _packed(house: Warehouse, parts: list[Allocation], at: datetime, chance: Random) -> list[Shipment]:
    keeper = staff("warehouse")
    walk = start_picking(warehouse_id=house.pk, allocation_ids=[part.pk for part in parts], by=keeper, at=at)
    picked: dict[UUID, int] = {}
    for sku, pieces in walk.allocations.values_list("lines__sku_id", "lines__quantity"):
        picked[sku] = picked.get(sku, 0) + pieces
    confirm_pick(pick_list_id=walk.pk, picked=picked, by=keeper, at=at + timedelta(minutes=30))
    return [
        pack_parcel(
            allocation_id=part.pk,
            packing=Packing(weight_grams=900 + chance.randrange(3000), material="瓦楞纸箱", volume_cm3=6000),
            by=keeper,
            at=at + timedelta(minutes=40 + place),
        )
        for place, part in enumerate(parts)
    ]


def _handed_to_ourselves(parcel: Shipment, at: datetime) -> None:
    carrier, tracking = carrier_of("zizhu"), f"ZZ{parcel.number[-8:]}"
    ship_parcel(
        shipment_id=parcel.pk, carrier_id=carrier.pk, tracking_number=tracking, by=staff("warehouse"), at=at
    )
    notice = CarrierNotice(
        tracking_number=tracking, key=f"{tracking}-collected", code="collected", occurred_at=at
    )
    receive_carrier_event(carrier_id=carrier.pk, notice=notice, by=firm("zizhu"), at=at)

"""Days of trade: orders by air, web and phone, paid, shipped, delivered, rated; some end otherwise."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zlib import crc32

from zhanggui.demo import air, publicity
from zhanggui.demo.cast import customers, firm, staff
from zhanggui.demo.firms import firm_of
from zhanggui.demo.paying import pays
from zhanggui.demo.story import has_come, on_day
from zhanggui.demo.world import told
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.domain.care.operations.rate import Opinion
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.delivery.states import AllocationState
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.payments.rules import ONLINE
from zhanggui.domain.pricing.operations.settle_references import settle_references
from zhanggui.domain.sales.models import Address, Order
from zhanggui.domain.sales.operations.add_address import AddressWish, add_address
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.allocate_orders import allocate_orders
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.expire_unpaid_orders import expire_unpaid_orders
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.finish_return import Found, finish_return
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.journeys.rate_order import rate_order
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

FIRST_DAY, PROMOTION_DAY, LAST_DAY = 8, 28, 34
ORDERS_A_DAY = 7
POINTS_WISHED = 500
"""Who has points uses up to so many of them."""
WAY = (("collected", 3), ("in_transit", 9), ("out_for_delivery", 19))
"""What the carrier tells, so many hours after it was handed the parcel."""


def customers_give_addresses() -> None:
    """Everybody's address, sealed in the database."""
    for person, actor in zip(told("people")["customer"], customers(), strict=True):
        province, city, district, street = person["place"]
        wish = AddressWish(
            recipient=person["name"],
            mobile=person["mobile"],
            province=province,
            city=city,
            district=district,
            street=street,
        )
        add_address(account_id=actor.account_id, wish=wish, by=actor, at=on_day(7, 12))


@dataclass(frozen=True, slots=True)
class Basket:
    """What somebody wants: SKUs and, on air, the slot's article."""

    sku_id: UUID
    quantity: int
    slot_goods_id: UUID | None = None


def the_first_weeks() -> None:
    """Every day from the first sale until the promotion."""
    for day in range(FIRST_DAY, PROMOTION_DAY):
        one_day(day, Random(day))


def the_days_until_yesterday() -> None:
    """Every day of the promotion until yesterday; its references are settled when it begins."""
    settle_references(by=SYSTEM, at=on_day(PROMOTION_DAY, 0, 5))
    for day in range(PROMOTION_DAY, LAST_DAY):
        one_day(day, Random(day))


def one_day(day: int, chance: Random) -> None:
    """A slot in the evening, orders all day, the warehouse in the morning after, parcels on their way."""
    slot = evening_slot(day) if day % 4 == 0 else None
    skus = list(Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code"))
    for number in range(ORDERS_A_DAY):
        at = on_day(day, 9 + number, chance.randrange(60))
        basket = [Basket(chance.choice(skus).pk, 1 + (chance.random() < 0.2))]
        buy(basket, chance.choice(customers()), at, f"demo-{day}-{number}", chance)
    if slot is not None:
        air.air(slot)
        for number, goods in enumerate(slot.goods.order_by("position")):
            for turn in range(3):
                at = slot.period.lower + timedelta(minutes=5 + number * 12 + turn * 3)
                buy(
                    [Basket(goods.sku_id, 1, goods.pk)],
                    chance.choice(customers()),
                    at,
                    f"demo-{day}-air-{number}-{turn}",
                    chance,
                )
        air.close(slot)
    expire_unpaid_orders(by=SYSTEM, at=on_day(day + 1, 7))
    warehouse_works(on_day(day + 1, 8), chance)
    complete_orders(by=SYSTEM, at=on_day(day + 1, 9))


def calls_come_in() -> None:
    """The slot that is on air now has been selling for twenty minutes."""
    chance = Random(2026)
    slot = Slot.objects.get(state=SlotState.ON_AIR)
    goods = list(slot.goods.order_by("position"))
    for number in range(26):
        wanted = chance.choice(goods[:2] if number % 2 else goods)
        at = slot.period.lower + timedelta(seconds=40 + number * 36)
        basket = [Basket(wanted.sku_id, 1, wanted.pk)]
        buy(basket, chance.choice(customers()), at, f"demo-live-{number}", chance)


def evening_slot(day: int) -> Slot:
    """Tonight's slot, planned the day before."""
    programme = air.PROGRAMMES[day // 4 % len(air.PROGRAMMES)][0]
    starts, ends = on_day(day, 21), on_day(day, 22, 30)
    return air.plan("ZG1", programme, starts, ends, numbers_from=600, at=on_day(day - 1, 10))


def buy(basket: list[Basket], customer: Actor, at: datetime, key: str, chance: Random) -> Order | None:
    """Somebody orders: on the web by themselves, or by phone through an agent; most pay, some do not."""
    by_phone = chance.random() < 0.3
    at_the_door = by_phone and chance.random() < 0.6
    by = staff("agent") if by_phone else customer
    lines = tuple(
        LineWish(sku_id=b.sku_id, quantity=b.quantity, announced_fen=0, slot_goods_id=b.slot_goods_id)
        for b in basket
    )
    asked = QuoteWish(lines=lines, customer_id=customer.account_id, points=POINTS_WISHED)
    quoted = quote(wish=asked, by=by, at=at)
    if not all(line.available for line in quoted.lines):
        return None
    wish = OrderWish(
        customer_id=customer.account_id,
        channel="air" if basket[0].slot_goods_id else ("phone" if by_phone else "web"),
        method="cash_on_delivery" if at_the_door else "gateway",
        address_id=Address.objects.get(account_id=customer.account_id).pk,
        lines=tuple(
            LineWish(
                sku_id=line.sku,
                quantity=line.quantity,
                announced_fen=line.unit_fen or 0,
                slot_goods_id=wanted.slot_goods_id,
                no_return_confirmed=line.return_policy != ReturnPolicy.NO_REASON,
            )
            for line, wanted in zip(quoted.lines, basket, strict=False)
        ),
        coupons=tuple(quoted.used_coupons),
        points=quoted.points,
        announced=quoted.announced,
        key=key,
        origin=publicity.came_by(at, key),
        consent="电话复述商品、数量、价格、地址与付款方式，顾客确认" if by_phone else "",
    )
    placed = place_order(wish=wish, by=by, at=at)
    order = Order.objects.get(pk=placed.id)
    if at_the_door or chance.random() < 0.06:
        return order
    wish_to_pay = PaymentWish(method=ONLINE[crc32(key.encode()) % len(ONLINE)])
    payment = open_payment(order_id=order.pk, wish=wish_to_pay, by=by, at=at + timedelta(minutes=1))
    pays(payment, at=at + timedelta(minutes=3))
    if chance.random() < 0.05:
        cancel_order(order_id=order.pk, reason="顾客改变主意", by=customer, at=at + timedelta(hours=1))
    return order


def warehouse_works(at: datetime, chance: Random) -> None:
    """Allocate, pick, pack, hand over; then the carrier tells how each parcel fares."""
    allocate_orders(by=SYSTEM, at=at)
    waiting = Allocation.objects.filter(state=AllocationState.ALLOCATED).values_list("warehouse_id", "pk")
    by_house: dict[UUID, list[UUID]] = {}
    for house, allocation in waiting:
        by_house.setdefault(house, []).append(allocation)
    for house, allocations in by_house.items():
        send_out(house, allocations, at, chance)


def send_out(house: UUID, allocations: list[UUID], at: datetime, chance: Random) -> None:
    """What is set aside in one warehouse is picked, packed, handed over, and travels."""
    keeper = staff("warehouse")
    walk = start_picking(warehouse_id=house, allocation_ids=allocations, by=keeper, at=at)
    picked: dict[UUID, int] = {}
    for sku, pieces in walk.allocations.values_list("lines__sku_id", "lines__quantity"):
        picked[sku] = picked.get(sku, 0) + pieces
    confirm_pick(pick_list_id=walk.pk, picked=picked, by=keeper, at=at + timedelta(hours=1))
    for place, allocation in enumerate(allocations):
        packing = Packing(weight_grams=400 + chance.randrange(4000), material="瓦楞纸箱")
        packed_at = at + timedelta(hours=2, minutes=place)
        parcel = pack_parcel(allocation_id=allocation, packing=packing, by=keeper, at=packed_at)
        travel(parcel, packed_at + timedelta(hours=2), chance)


def travel(parcel: Shipment, at: datetime, chance: Random) -> None:
    """From the hand-over to the signature, by the carrier's own words."""
    code = chance.choice([row["code"] for row in told("firms")["carrier"]])
    by = firm(code)
    carrier = Carrier.objects.get(organisation_id=firm_of(by))
    tracking = f"{code[:2].upper()}{parcel.number[-8:]}"
    ship_parcel(
        shipment_id=parcel.pk, carrier_id=carrier.pk, tracking_number=tracking, by=staff("warehouse"), at=at
    )
    late = 48 if chance.random() < 0.02 else 0
    signed = 22 + chance.randrange(10) + late
    for name, hours in (*WAY, ("signed", signed)):
        happened, now = at + timedelta(hours=hours), clock.now()
        tell_of_delays(parcel, min(happened, now))
        if happened > now:
            return
        notice = CarrierNotice(
            tracking_number=tracking,
            key=f"{tracking}-{name}",
            code=name,
            occurred_at=happened,
            place="转运中心" if name == "in_transit" else "",
            signer="本人签收" if name == "signed" else "",
        )
        receive_carrier_event(carrier_id=carrier.pk, notice=notice, by=by, at=happened)


def tell_of_delays(parcel: Shipment, until: datetime) -> None:
    """The house's own rounds, in the morning and the evening of the promised day, as far as it has come."""
    if parcel.promised_on is None:
        return
    for hour in (9, 20):
        moment = datetime.combine(parcel.promised_on, time(hour), tzinfo=SHANGHAI)
        if moment < until:
            foresee_delays(by=SYSTEM, at=moment)


def customers_rate() -> None:
    """Some who got their parcel say how they liked it; a low score is followed up as a complaint."""
    words = told("people")["words"]
    chance = Random(77)
    for order in delivered():
        if chance.random() > 0.45:
            continue
        score = chance.choices((5, 4, 3, 2), (60, 25, 11, 4))[0]
        text = chance.choice(words["praise"] if score > 3 else words["blame"])
        at = signed_at(order) + timedelta(hours=20)
        if has_come(at):
            opinion = Opinion(order_id=order.pk, score=score, text=text)
            rate_order(opinion=opinion, by=actor_of_customer(order), at=at)


def some_goods_come_back() -> None:
    """Returns without reason inside the seven days: sent back, looked at, refunded."""
    chance = Random(5)
    recent = [order for order in delivered() if order.completed_at is None]
    for order in recent[:40:8]:
        line = order.lines.select_related("sku__goods__category").first()
        if line is None or line.sku.goods.category.return_policy != ReturnPolicy.NO_REASON:
            continue
        send_back(order, line, chance)


def send_back(order: Order, line: Any, chance: Random) -> None:
    """One order line comes back."""
    by, at = actor_of_customer(order), signed_at(order) + timedelta(days=1)
    if not has_come(at + timedelta(hours=5)):
        return
    pieces = (Pieces(line_id=line.pk, quantity=line.quantity),)
    wish = ReturnWish(order_id=order.pk, kind=ReturnKind.NO_REASON, pieces=pieces, key=f"r-{order.number}")
    found = request_return(wish=wish, by=by, at=at)
    note_sent(
        return_id=found.pk,
        parcel=Parcel(carrier="速达快运", tracking=f"R{order.number[-8:]}"),
        by=by,
        at=at + timedelta(hours=5),
    )
    if at + timedelta(days=3) > on_day(LAST_DAY):
        return
    house = order.allocations.get(released_at=None).warehouse_id
    receive_return(return_id=found.pk, warehouse_id=house, by=staff("warehouse"), at=at + timedelta(days=2))
    looked = Found(line_id=line.pk, disposition=Disposition.RESTOCK, pieces=line.quantity, note="包装完好")
    finish_return(return_id=found.pk, found=[looked], by=staff("inspector"), at=at + timedelta(days=3))


def delivered() -> list[Order]:
    """Orders signed for, oldest first."""
    return list(
        Order.objects.filter(delivered_at__isnull=False, customer__isnull=False)
        .exclude(state=OrderState.CANCELLED)
        .order_by("delivered_at")
    )


def signed_at(order: Order) -> datetime:
    """When a delivered order was signed for."""
    assert order.delivered_at is not None
    return order.delivered_at


def actor_of_customer(order: Order) -> Actor:
    """Who bought it, as somebody who acts."""
    return next(each for each in customers() if each.account_id == order.customer_id)

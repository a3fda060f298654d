"""One order lives: placed, paid, cancelled or sent, signed for, rated, completed, each at its own time."""

import sqlite3
import zlib
from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.operations.rate import Opinion
from zhanggui.domain.delivery.models import Allocation, AllocationLine
from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.operations.record_tracking_event import CarrierNotice
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.operations import AddressWish, add_address
from zhanggui.journeys.cancel_order import cancel_order
from zhanggui.journeys.expire_unpaid_orders import expire_order
from zhanggui.journeys.finish_orders import complete_order
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.journeys.rate_order import rate_order
from zhanggui.journeys.receive_carrier_event import receive_carrier_event
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.replay import carrier, cast, memory, till
from zhanggui.replay.past import GUEST, PastOrder, read_order
from zhanggui.replay.planning import UNNAMED
from zhanggui.schema.compiled import Compiled, Given

UNAVAILABLE = "unavailable"
CALLED_OFF = {"canceled", UNAVAILABLE}
SENT = {"shipped", "delivered"}
RETURN_TIME = timedelta(days=9)
MINUTE = timedelta(minutes=1)
_TO_PICK: Compiled[tuple[UUID, int]] = Compiled(
    lambda: AllocationLine.objects.filter(allocation=Given("allocation")).values_list("sku_id", "quantity")
)


class CannotBeLived(Exception):
    """The history does not tell enough of this order."""


def live(history: str, staged: sqlite3.Connection, key: str) -> None:
    """Live one order whole, or not at all."""
    past = read_order(staged, key)
    with transaction.atomic():
        customer = _customer(history, past)
        placed = _place(history, past, customer)
        _pay(history, past, placed)
        parts = _allocate(past, placed)
        if past.status in CALLED_OFF:
            _call_off(history, past, placed)
        elif past.status in SENT or past.shipped:
            _send(history, past, placed, parts)
        for review in past.reviews:
            opinion = Opinion(order_id=placed.id, score=review.score, text=review.words)
            by = cast.customer(customer, past.person) if customer else cast.system()
            rate_order(opinion=opinion, by=by, at=max(review.at, past.paid_at + MINUTE))
        memory.remember(history, "order", key, placed.id, past.status)


def _customer(history: str, past: PastOrder) -> UUID | None:
    """The customer's account: opened at the first purchase; a guest has none."""
    if past.person == GUEST:
        return None
    known = memory.counterpart_or_none(history, "customer", past.person)
    if known is not None:
        return known
    customer = Customer(name=past.person[:20], channel="api")
    account = open_customer_account(customer=customer, by=cast.system(), at=past.purchased)
    memory.remember(history, "customer", past.person, account.id)
    return account.id


def _place(history: str, past: PastOrder, customer: UUID | None) -> Placed:
    address = add_address(
        account_id=customer,
        wish=AddressWish(
            recipient=past.person[:20] or "guest",
            # No number is told; one that follows from the person stands for it.
            mobile=f"199{zlib.crc32(past.person.encode()) % 10**8:08d}",
            province=past.province,
            city=past.city[:60],
            street="–",
            postcode=past.postcode[:10],
        ),
        by=cast.system(),
        at=past.purchased,
    )
    lines = _wishes(history, past)
    goods = sum(line.announced_fen * line.quantity for line in lines)
    freight = sum(line.freight_fen for line in past.lines)
    wish = OrderWish(
        customer_id=customer,
        channel="replay",
        # Somebody who got the goods and paid nothing anywhere else paid at the door.
        method="gateway" if past.paid_fen or past.status not in SENT else "cash_on_delivery",
        address_id=address.id,
        lines=lines,
        key=f"{history[:5]}-{past.key}"[:40],
        freight_fen=freight,
        discount_fen=max(0, goods + freight - past.paid_fen) if past.paid_fen else 0,
        # Where no promise is told, things came as they had been agreed.
        promised_on=(past.promised or past.delivered or past.purchased + timedelta(days=30)).date(),
        consent=f"as ordered on {history}",
    )
    return place_order(wish=wish, by=cast.system(), at=past.purchased)


def _wishes(history: str, past: PastOrder) -> tuple[LineWish, ...]:
    if past.lines:
        return tuple(
            LineWish(
                sku_id=memory.counterpart(history, "sku", line.sku),
                quantity=line.quantity,
                announced_fen=line.price_fen,
                freight_fen=line.freight_fen,
            )
            for line in past.lines
        )
    if not past.paid_fen:
        raise CannotBeLived("neither articles nor payments are told of this order")
    sku = memory.counterpart(history, "sku", UNNAMED)
    return (LineWish(sku_id=sku, quantity=past.paid_fen, announced_fen=1),)


def _pay(history: str, past: PastOrder, placed: Placed) -> None:
    """Take every payment in, as it was made. Longer than the house waits, the order expires meanwhile."""
    by = cast.system()
    opened = [
        open_payment(
            order_id=placed.id,
            wish=PaymentWish(
                method=Payment.Method.ELSEWHERE,
                kind=payment.kind[:24],
                amount_fen=payment.amount_fen,
                instalments=payment.instalments,
            ),
            by=by,
            at=past.purchased,
        )
        for payment in past.payments
        if payment.amount_fen
    ]
    # Several payments that come together count as one: none of them finds the order given up.
    if len(opened) == 1 and placed.expires_at and past.paid_at >= placed.expires_at:
        expire_order(order_id=placed.id, by=by, at=placed.expires_at)
    till.take(history, past, [payment.number for payment in opened])
    for position, payment in enumerate(opened, start=1):
        trade = till.trade(history, past, position)
        receive_payment(payment_id=payment.id, gateway_trade=trade, by=by, at=past.paid_at)
    if past.paid_fen > placed.payable_fen:
        till.send_back(history, placed.id, past.paid_at + MINUTE)


def _call_off(history: str, past: PastOrder, placed: Placed) -> None:
    at = past.paid_at + timedelta(hours=1)
    cancel_order(order_id=placed.id, reason=past.status, by=cast.system(), at=at)
    till.send_back(history, placed.id, at + timedelta(days=1))


def _allocate(past: PastOrder, placed: Placed) -> list[Allocation]:
    """The house sets goods aside by itself, for every order that is confirmed (自动配货)."""
    if past.status == UNAVAILABLE or not (past.paid_fen or past.status in SENT):
        return []
    return allocate_order(order_id=placed.id, by=cast.system(), at=past.paid_at + MINUTE)


def _send(history: str, past: PastOrder, placed: Placed, parts: list[Allocation]) -> None:
    """Pick, pack, hand over; signed for where the history says so, and complete after that."""
    at = max(past.shipped or past.paid_at, past.paid_at) + MINUTE
    keeper, carrier_id = cast.staff(history, "keeper"), memory.counterpart(history, "carrier", "one")
    parcels = []
    for part in parts:
        pick = start_picking(
            warehouse_id=part.warehouse_id, allocation_ids=[part.id], by=keeper, at=at - MINUTE
        )
        picked = Counter[UUID]()
        # Two lines of an order may hold the same SKU: their pieces add up.
        for sku, pieces in _TO_PICK.all(allocation=part.id):
            picked[sku] += pieces
        confirm_pick(pick_list_id=pick.id, picked=picked, by=keeper, at=at - MINUTE)
        parcel = pack_parcel(
            allocation_id=part.id, packing=Packing(weight_grams=past.grams), by=keeper, at=at
        )
        number = f"RP{parcel.id.hex[-24:].upper()}"
        ship_parcel(shipment_id=parcel.id, carrier_id=carrier_id, tracking_number=number, by=keeper, at=at)
        parcels.append(carrier.take_over(history, past, number, at))
    if past.delivered is None or past.status not in {"delivered", "sold"}:
        return
    signed = max(past.delivered, at + MINUTE)
    for told in parcels:
        carrier.deliver(told, signed)
        notice = CarrierNotice(
            tracking_number=told.tracking_number, key="signed", code="signed", occurred_at=signed
        )
        receive_carrier_event(carrier_id=carrier_id, notice=notice, by=cast.system(), at=signed)
    complete_order(order_id=placed.id, by=cast.system(), at=signed + RETURN_TIME)

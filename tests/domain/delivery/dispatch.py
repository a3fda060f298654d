"""A dispatch hall for tests: one article on sale, two warehouses, a carrier, and confirmed orders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from benchmarks.shelf import buyers, goods_on_sale

from tests.people import firm, somebody
from zhanggui.domain.delivery import accounts
from zhanggui.domain.delivery.models import Allocation, Shipment
from zhanggui.domain.delivery.operations import (
    CarrierNotice,
    Heard,
    allocate_order,
    confirm_pick,
    hand_over_parcel,
    pack_parcel,
    record_tracking_event,
    start_picking,
)
from zhanggui.domain.delivery.rules import Packing
from zhanggui.domain.inventory import accounts as inventory
from zhanggui.domain.inventory.models import Lot, Warehouse
from zhanggui.domain.inventory.operations import open_warehouse
from zhanggui.domain.inventory.rules import Place
from zhanggui.domain.inventory.shelving import put_away
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.sales.models import Address, Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger


@dataclass
class Dispatch:
    at: datetime

    def __post_init__(self) -> None:
        self.keeper = somebody("库管小陈", Role.WAREHOUSE_KEEPER)
        self.manager = somebody("物流老吴", Role.LOGISTICS_MANAGER)
        self.goods = goods_on_sale(2, pieces=100)
        self.buyer = buyers(1)[0]
        self.customer = Account.objects.get(pk=self.buyer.account_id).actor(via="web")
        self.near = self.opened(Address.objects.get(pk=self.buyer.address_id).province)
        self.far = self.opened("西藏自治区")
        self.carrier = self.new_carrier("active")
        self.courier = somebody("快递员", Role.CARRIER, organisation=self.carrier.organisation)

    def opened(self, province: str) -> Warehouse:
        place = Place(province, "市", "路 1 号")
        return open_warehouse(
            code=new_id().hex[-12:], name=province, place=place, by=self.manager, at=self.at
        )

    def new_carrier(self, state: str) -> Carrier:
        return Carrier.objects.create(
            number=new_id().hex[-12:],
            organisation=firm("快运", Organisation.Kind.CARRIER),
            state=state,
            created_at=self.at,
        )

    def stock(
        self, warehouse: Warehouse, pieces: int, which: int = 0, lot: tuple[str, date | None] = ("", None)
    ) -> None:
        sku = self.goods[which].sku_id
        known, _ = Lot.objects.get_or_create(sku_id=sku, code=lot[0], expires_on=lot[1])
        shelf = put_away(warehouse.id, known)
        entry = ledger.Entry(
            kind="test.stock",
            key=f"stock/{new_id()}",
            at=self.at,
            subject=ledger.Subject.of(warehouse),
            transfers=[
                ledger.Transfer(
                    inventory.on_hand(warehouse.id, sku), inventory.supplied(warehouse.id, sku), pieces
                ),
                inventory.fills(shelf, pieces),
            ],
        )
        ledger.post(entry, by=SYSTEM)

    def order(self, *quantities: int, **more: Any) -> Order:
        """A confirmed order: paid at the door."""
        lines = tuple(
            LineWish(sku_id=goods.sku_id, quantity=quantity, announced_fen=goods.amount_fen)
            for goods, quantity in zip(self.goods, quantities, strict=False)
            if quantity
        )
        usual: dict[str, Any] = {
            "customer_id": self.buyer.account_id,
            "channel": "web",
            "method": "cash_on_delivery",
            "address_id": self.buyer.address_id,
            "lines": lines,
            "key": new_id().hex,
        }
        placed = place_order(wish=OrderWish(**(usual | more)), by=self.customer, at=self.at)
        return Order.objects.get(number=placed.number)

    def allocate(self, order: Order) -> list[Allocation]:
        return allocate_order(order_id=order.id, by=self.keeper, at=self.at)

    def packed(self, part: Allocation) -> Shipment:
        pick = start_picking(
            warehouse_id=part.warehouse_id, allocation_ids=[part.id], by=self.keeper, at=self.at
        )
        picked: dict[UUID, int] = {}
        for sku, pieces in part.lines.values_list("sku_id", "quantity"):
            picked[sku] = picked.get(sku, 0) + pieces
        confirm_pick(pick_list_id=pick.id, picked=picked, by=self.keeper, at=self.at)
        return pack_parcel(
            allocation_id=part.id, packing=Packing(weight_grams=500), by=self.keeper, at=self.at
        )

    def handed_over(self, shipment: Shipment, number: str = "SF10000001", **change: Any) -> Shipment:
        usual: dict[str, Any] = {
            "shipment_id": shipment.id,
            "carrier_id": self.carrier.id,
            "tracking_number": number,
            "by": self.keeper,
            "at": self.at,
        }
        return hand_over_parcel(**(usual | change))

    def shipped(self, pieces: int = 2, number: str = "SF10000001", **more: Any) -> Shipment:
        """A parcel on its way from the near warehouse."""
        self.stock(self.near, pieces)
        (part,) = self.allocate(self.order(pieces, **more))
        return self.handed_over(self.packed(part), number)

    def tell(self, code: str, hours: float = 1, number: str = "SF10000001", **more: Any) -> Heard:
        occurred = self.at + timedelta(hours=hours)
        usual: dict[str, Any] = {
            "tracking_number": number,
            "key": f"{code}@{hours}",
            "code": code,
            "occurred_at": occurred,
        }
        by, carrier = more.pop("by", self.courier), more.pop("carrier_id", self.carrier.id)
        heard_at = more.pop("heard_at", self.at + timedelta(days=3))
        notice = CarrierNotice(**(usual | more))
        return record_tracking_event(carrier_id=carrier, notice=notice, by=by, at=heard_at)

    def where(self, which: int = 0) -> dict[str, int]:
        """Where the pieces are."""
        sku = self.goods[which].sku_id
        refs = {
            "near": inventory.on_hand(self.near.id, sku),
            "far": inventory.on_hand(self.far.id, sku),
            "in_transit": accounts.in_transit(sku),
            "delivered": accounts.delivered(sku),
            "lost": accounts.lost(sku),
            "scrapped": inventory.scrapped(sku),
        }
        balances = ledger.balances(refs.values())
        return {name: balances[ref].available for name, ref in refs.items() if balances[ref].available}

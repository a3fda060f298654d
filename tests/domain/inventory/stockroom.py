"""A stockroom for tests: a warehouse, its people, an active supplier, and one article."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.people import firm, somebody
from zhanggui.domain.catalog.models import Category, Goods, Sku
from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.models import Receipt, ReceiptLine, Warehouse
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.rules import Delivered, Found, Papers, Place
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger


@dataclass
class Stockroom:
    at: datetime
    keeper: Actor = field(default_factory=lambda: somebody("库管小陈", Role.WAREHOUSE_KEEPER))
    inspector: Actor = field(default_factory=lambda: somebody("质检小周", Role.QUALITY_INSPECTOR))
    manager: Actor = field(default_factory=lambda: somebody("物流老吴", Role.LOGISTICS_MANAGER))

    def __post_init__(self) -> None:
        self.supplier = self.new_supplier()
        self.sku = self.article()
        self.warehouse = self.opened("浙江省")

    def new_supplier(self, state: str = "active") -> Supplier:
        return Supplier.objects.create(
            number=new_id().hex[-12:],
            organisation=firm("杭州西湖茶业有限公司"),
            state=state,
            created_at=self.at,
        )

    def article(self, supplier: Supplier | None = None, **kind: Any) -> Sku:
        tag = new_id().hex[-12:]
        category = Category.objects.create(
            code=f"c{tag}", path=f"c{tag}/", name_zh=tag, name_en=tag, created_at=self.at, **kind
        )
        goods = Goods.objects.create(
            number=tag, supplier=supplier or self.supplier, category=category, created_at=self.at
        )
        return Sku.objects.create(goods=goods, code=f"S{tag}", name="龙井 250g", created_at=self.at)

    def opened(self, province: str) -> Warehouse:
        place = Place(province, "杭州市", "仓前路 1 号")
        return open_warehouse(
            code=new_id().hex[-12:], name="一号仓", place=place, by=self.manager, at=self.at
        )

    def delivered(self, quantity: int = 10, **line: Any) -> Delivered:
        usual: dict[str, Any] = {"sku_id": self.sku.id, "quantity": quantity, "lot": "L1"}
        return Delivered(**(usual | line))

    def receive(self, *lines: Delivered, **change: Any) -> Receipt:
        usual: dict[str, Any] = {
            "warehouse_id": self.warehouse.id,
            "supplier_id": self.supplier.id,
            "lines": lines or [self.delivered()],
            "papers": Papers(delivery_note=new_id().hex, purchased_on=date(2026, 11, 20)),
            "by": self.keeper,
            "at": self.at,
        }
        return receive_goods(**(usual | change))

    def line(self, **line: Any) -> ReceiptLine:
        return self.receive(self.delivered(**line)).lines.get()

    def inspect(self, line: ReceiptLine, by: Actor | None = None, **found: Any) -> Any:
        return inspect_receipt_line(
            line_id=line.id, found=Found(**found), by=by or self.inspector, at=self.at
        )

    def stock(self, pieces: int, sku: Sku | None = None, warehouse: Warehouse | None = None) -> None:
        """So many pieces received and passed."""
        place = warehouse or self.warehouse
        receipt = self.receive(self.delivered(pieces, sku_id=(sku or self.sku).id), warehouse_id=place.id)
        self.inspect(receipt.lines.get(), passed=pieces)

    def books(self, sku_id: UUID | None = None) -> dict[str, int]:
        """What lies where, in pieces."""
        sku, place = sku_id or self.sku.id, self.warehouse.id
        refs = {
            "received": accounts.received(place, sku),
            "on_hand": accounts.on_hand(place, sku),
            "held": accounts.held(place, sku),
            "rejected": accounts.rejected(place, sku),
            "scrapped": accounts.scrapped(sku),
            "sellable": accounts.sellable(sku),
            "accepted": accounts.accepted(sku),
        }
        balances = ledger.balances(refs.values())
        return {name: balances[ref].amount for name, ref in refs.items() if balances[ref].amount}

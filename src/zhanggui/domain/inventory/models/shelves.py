"""Where exactly goods lie, and of which lot they are."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from zhanggui.domain.inventory.accounts import Shelf, shelf
from zhanggui.domain.inventory.models.receipts import Warehouse
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet


class Location(models.Model):
    """A place in a warehouse that somebody can walk to. ``walk`` is its position on the way."""

    class Use(models.TextChoices):
        PICK = "pick"
        RESERVE = "reserve"
        RETURNS = "returns"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="locations")
    code = models.CharField(max_length=16)
    walk = models.PositiveIntegerField(help_text="its position on the way through the warehouse")
    use = models.CharField(max_length=8, choices=Use.choices, default=Use.PICK)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Location"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warehouse", "code"], name="inventory_location_once"),
        ]
        ordering: ClassVar = ["walk", "code"]

    def __str__(self) -> str:
        return self.code


class Home(models.Model):
    """Where a SKU is put away and picked in a warehouse."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="homes")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="homes")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="homes")

    objects = LockingQuerySet["Home"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warehouse", "sku"], name="inventory_home_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sku} · {self.location}"


class Lot(models.Model):
    """Pieces of a SKU that were made together; ``owner`` is empty for goods of the house.

    An empty ``code`` without dates stands for pieces of which nobody knows the lot.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="lots")
    supplier = models.ForeignKey(
        "partners.Supplier", on_delete=models.PROTECT, related_name="lots", null=True, blank=True
    )
    code = models.CharField(max_length=60, blank=True)
    produced_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        "partners.Supplier",
        on_delete=models.PROTECT,
        related_name="consigned_lots",
        null=True,
        blank=True,
        help_text="the supplier whose goods these still are (consignment)",
    )
    recalled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Lot"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sku", "supplier", "code", "produced_on", "expires_on", "owner"],
                nulls_distinct=False,
                name="inventory_lot_once",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(produced_on__isnull=True)
                | Q(expires_on__gt=F("produced_on")),
                name="inventory_lot_expires_after_production",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["code"], name="inventory_lot_code"),
            models.Index(
                fields=["expires_on"], condition=Q(expires_on__isnull=False), name="inventory_lot_expiry"
            ),
        ]

    def __str__(self) -> str:
        return self.code or (f"{self.produced_on:%Y-%m-%d}" if self.produced_on else "—")

    @property
    def whose_goods(self) -> object:
        """The supplier whose goods these still are; nobody, where they are the house's."""
        return self.owner


class ShelfLot(models.Model):
    """The pieces of one lot at one location. How many there are is what its ledger account says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, related_name="shelf_lots", db_index=False
    )
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="shelf_lots")
    account = models.UUIDField(unique=True, help_text="its account in the ledger")

    objects = LockingQuerySet["ShelfLot"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["location", "lot"], name="inventory_shelf_lot_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["sku", "warehouse"], name="inventory_shelf_of_a_sku")]

    def __str__(self) -> str:
        return f"{self.location} · {self.lot}"

    @property
    def shelf(self) -> Shelf:
        """What the accounts need to know of it."""
        return Shelf(id=self.id, warehouse_id=self.warehouse_id, sku_id=self.sku_id)

    @classmethod
    def account_of(cls, shelf_lot_id: UUID, sku_id: UUID) -> UUID:
        """The ledger account of the shelf with this identifier."""
        return shelf(Shelf(id=shelf_lot_id, warehouse_id=shelf_lot_id, sku_id=sku_id)).id

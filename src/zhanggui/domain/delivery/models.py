"""What leaves the house: allocations to warehouses, pick lists, parcels and what carriers tell of them."""

from typing import ClassVar
from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import Q

from zhanggui.domain.delivery.following import (
    CarrierLine,
    Following,
    HeardCall,
    Label,
    LabelRange,
    Lane,
    LanePromise,
    PickupPoint,
)
from zhanggui.domain.delivery.keeping_up import DelayTold, DispatchDay
from zhanggui.domain.delivery.scanning import CountedPieces, WrongPieces
from zhanggui.domain.delivery.shortages import Shortage
from zhanggui.domain.delivery.states import AllocationState, ParcelState
from zhanggui.domain.delivery.troubles import CarrierClaim, Instruction, LeaveConsent, MadeGood, Trouble
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once

__all__ = [
    "Allocation",
    "AllocationLine",
    "CarrierClaim",
    "CarrierLine",
    "DelayTold",
    "DispatchDay",
    "Following",
    "HeardCall",
    "Instruction",
    "Label",
    "LabelRange",
    "Lane",
    "LanePromise",
    "LeaveConsent",
    "MadeGood",
    "PickException",
    "PickList",
    "PickupPoint",
    "ScannedPieces",
    "Shipment",
    "Shortage",
    "TrackingEvent",
    "Trouble",
    "Wave",
]


class Wave(models.Model):
    """Orders of a warehouse that are picked together, divided among several walks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="waves")
    planned_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    planned_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class PickList(models.Model):
    """A walk through the warehouse for several orders; of a wave, it waits until somebody takes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="pick_lists")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="pick_lists", null=True, blank=True)
    picker = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PickList"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(picker=None, started_at=None) | Q(picker__isnull=False, started_at__isnull=False),
                name="delivery_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Allocation(models.Model):
    """The part of an order that one warehouse sends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="allocations")
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="allocations")
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in AllocationState],
        default=AllocationState.ALLOCATED,
    )
    pick_list = models.ForeignKey(
        PickList, on_delete=models.PROTECT, related_name="allocations", null=True, blank=True
    )
    allocated_at = models.DateTimeField()
    why = models.CharField(
        max_length=12,
        choices=[(w, w) for w in ("nearest", "split", "solved", "by_hand")],
        default="nearest",
        help_text="why this warehouse sends it",
    )
    cost_fen = models.BigIntegerField(
        null=True, blank=True, help_text="of the whole order, as it was weighed"
    )
    instead_of = models.ForeignKey(
        "delivery.Shipment",
        on_delete=models.PROTECT,
        related_name="replacements",
        null=True,
        blank=True,
        help_text="the parcel in whose place these goods are sent again",
    )
    fills = models.ForeignKey(
        Shortage,
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
        help_text="the shortage that these pieces make up for",
    )
    released_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Allocation"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "warehouse"],
                condition=Q(released_at=None, instead_of=None, fills=None),
                name="delivery_one_part_a_warehouse",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["warehouse", "allocated_at"],
                condition=Q(state__in=["allocated", "picking", "picked", "packed"]),
                name="delivery_allocation_work",
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.order} → {self.warehouse}"


class AllocationLine(models.Model):
    """So many pieces of one order line from one shelf; the pending transfers that set them aside."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("sales.OrderLine", on_delete=models.PROTECT, related_name="allocations")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveIntegerField()
    transfer = models.UUIDField(help_text="the pending transfer in the ledger")
    shelf = models.ForeignKey(
        "inventory.ShelfLot",
        on_delete=models.PROTECT,
        related_name="allocation_lines",
        null=True,
        help_text="from which shelf, and so of which lot",
    )
    shelf_transfer = models.UUIDField(null=True, help_text="the pending transfer that empties the shelf")

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="delivery_allocated_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id} × {self.quantity}"

    @property
    def set_aside(self) -> list[UUID]:
        """The pending transfers of these pieces: out of the warehouse, and off their shelf."""
        return [self.transfer] if self.shelf_transfer is None else [self.transfer, self.shelf_transfer]


class ScannedPieces(CountedPieces):
    """How many pieces of a shelf were scanned on a walk so far."""

    pick_list = models.ForeignKey(PickList, on_delete=models.PROTECT, related_name="scanned")
    shelf = models.ForeignKey(
        "inventory.ShelfLot", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = LockingQuerySet["ScannedPieces"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pick_list", "shelf"], name="delivery_scanned_once_a_shelf"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf_id} × {self.pieces}"


class PickException(WrongPieces):
    """Pieces that were not where the list said, or not fit to be sent. Never changed."""

    class What(models.TextChoices):
        MISSING = "missing"
        DAMAGED = "damaged"

    pick_list = models.ForeignKey(PickList, on_delete=models.PROTECT, related_name="exceptions")
    shelf = models.ForeignKey("inventory.ShelfLot", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="delivery_exception_pieces"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pieces}"


class Shipment(models.Model):
    """One parcel: who packed it and how, who carries it, and where it is (B-7.1.2, B-7.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="shipment")
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="shipments")
    state = models.CharField(
        max_length=16, choices=[(s.value, s.value) for s in ParcelState], default=ParcelState.PACKED
    )
    state_since = models.DateTimeField(null=True, blank=True, help_text="when the event happened")
    packer = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    packed_at = models.DateTimeField()
    packing = models.JSONField(help_text="material, weight in grams, and the checks of B-7.1.2")
    carrier = models.ForeignKey(
        "partners.Carrier",
        on_delete=models.PROTECT,
        related_name="shipments",
        null=True,
        blank=True,
        db_index=False,
    )
    tracking_number = models.CharField(max_length=40, blank=True)
    handed_over_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    shipped_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    delay_told_at = models.DateTimeField(null=True, blank=True, help_text="told before it was late (B-7.1.3)")
    last_event_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=60, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True, help_text="a returned parcel, unpacked")
    expected_on = models.DateField(null=True, blank=True, help_text="by when it will come, as we told")
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="sent again or refunded: its customer waits for it no more"
    )

    objects = LockingQuerySet["Shipment"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "tracking_number"],
                condition=~Q(tracking_number=""),
                name="delivery_tracking_number_once",
            ),
            models.CheckConstraint(
                condition=Q(shipped_at=None, carrier=None, tracking_number="")
                | Q(shipped_at__isnull=False, carrier__isnull=False) & ~Q(tracking_number=""),
                name="delivery_shipped_with_a_carrier",
            ),
            models.CheckConstraint(
                condition=Q(state="delivered", delivered_at__isnull=False)
                | ~Q(state="delivered") & Q(delivered_at=None),
                name="delivery_delivered_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["promised_on"],
                condition=Q(delivered_at=None, shipped_at__isnull=False),
                name="delivery_on_the_road",
            ),
            models.Index(fields=["delivered_at"], name="delivery_delivered"),
            models.Index(
                fields=["state_since"],
                name="delivery_lost",
                condition=models.Q(state=ParcelState.LOST.value),
            ),
            models.Index(
                fields=["shipped_at"], condition=Q(shipped_at__isnull=False), name="delivery_left_the_house"
            ),
            models.Index(fields=["carrier", "-shipped_at"], name="delivery_of_a_carrier"),
        ]

    def __str__(self) -> str:
        return self.number


class TrackingEvent(models.Model):
    """What a carrier told about a parcel: when it happened, and when we heard of it.

    ``shipment`` is empty while the number is not known to us yet (the carrier was quicker than the packer).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tracking_number = models.CharField(max_length=40)
    shipment = models.ForeignKey(
        Shipment, on_delete=models.PROTECT, related_name="events", null=True, blank=True
    )
    key = models.CharField(max_length=120, help_text="the carrier's own identifier of the event")
    code = models.CharField(max_length=40)
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=400, blank=True)
    signer = models.CharField(max_length=60, blank=True)

    class Meta:
        triggers: ClassVar = [
            governed(),
            frozen_once("frozen", pgtrigger.Q(old__id__isnull=False), except_columns=["shipment_id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "tracking_number", "key"], name="delivery_event_told_once"
            ),
        ]
        ordering: ClassVar = ["occurred_at", "received_at"]

    def __str__(self) -> str:
        return f"{self.tracking_number} {self.code}"

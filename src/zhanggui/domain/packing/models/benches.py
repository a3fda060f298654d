"""Boxes, the work at a bench, the pieces checked into a parcel, and what went wrong there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.delivery.scanning import CountedPieces, WrongPieces
from zhanggui.domain.packing.rules import Box
from zhanggui.domain.packing.states import BenchState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class BoxType(models.Model):
    """A kind of box: edges inside in millimetres, empty weight, and what it bears."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=60)
    length_mm = models.PositiveIntegerField()
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    tare_grams = models.PositiveIntegerField(help_text="empty, with its filling")
    limit_grams = models.PositiveIntegerField(help_text="the goods may weigh so much at most")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["BoxType"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(length_mm__gt=0, width_mm__gt=0, height_mm__gt=0, limit_grams__gt=0),
                name="packing_box_holds_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def box(self) -> Box:
        """What the rules need to know of it."""
        return Box(
            self.code, (self.length_mm, self.width_mm, self.height_mm), self.tare_grams, self.limit_grams
        )


class BenchWork(models.Model):
    """The packing of one part of an order: who does it, in which box, and what the scales said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    allocation = models.OneToOneField("delivery.Allocation", on_delete=models.PROTECT, related_name="bench")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in BenchState], default=BenchState.SCANNING
    )
    packer = models.ForeignKey(
        "identity.Account",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text="whose bench it lies on; nobody's, if it was left",
    )
    begun_at = models.DateTimeField()
    box = models.ForeignKey(BoxType, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    proposed_box = models.ForeignKey(
        BoxType, on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    expected_grams = models.PositiveIntegerField(
        null=True, blank=True, help_text="empty if a piece was never measured: then nothing is compared"
    )
    weighed_grams = models.PositiveIntegerField(null=True, blank=True)
    weighed_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    look_reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["BenchWork"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(weighed_grams__gt=0, box__isnull=False),
                name="packing_closed_is_weighed",
            ),
            models.CheckConstraint(
                condition=Q(looked_by=None, looked_at=None)
                | Q(looked_by__isnull=False, looked_at__isnull=False),
                name="packing_looked_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["begun_at"], condition=Q(ended_at=None), name="packing_on_a_bench"),
            models.Index(fields=["ended_at"], name="packing_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.allocation_id} {self.state}"

    @property
    def difference_grams(self) -> int | None:
        """By how much the scales differ from what was expected; None where nothing was compared."""
        if self.weighed_grams is None or self.expected_grams is None:
            return None
        return self.weighed_grams - self.expected_grams


class PackedPieces(CountedPieces):
    """How many pieces of a SKU were checked into the parcel so far."""

    bench = models.ForeignKey(BenchWork, on_delete=models.PROTECT, related_name="packed")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = LockingQuerySet["PackedPieces"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bench", "sku"], name="packing_counted_once_a_sku"),
        ]

    def __str__(self) -> str:
        return f"{self.sku_id} × {self.pieces}"


class PackTrouble(WrongPieces):
    """Pieces that were missing, damaged or not the ordered ones, found at the bench. Never changed."""

    class What(models.TextChoices):
        MISSING = "missing"
        DAMAGED = "damaged"
        WRONG = "wrong"

    bench = models.ForeignKey(BenchWork, on_delete=models.PROTECT, related_name="troubles")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=8, choices=What.choices)

    class Meta:
        triggers: ClassVar = [governed(), append_only()]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gt=0), name="packing_trouble_pieces"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pieces}"

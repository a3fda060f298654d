"""What a carrier takes along at one time: parcel by parcel as they were scanned, then signed for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


class HandOver(models.Model):
    """A list of parcels for one carrier at one warehouse. Open until its driver has signed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="hand_overs")
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="hand_overs")
    opened_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    driver = models.CharField(max_length=60, blank=True, help_text="who signed for the parcels")

    objects = LockingQuerySet["HandOver"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["warehouse", "carrier"], condition=Q(closed_at=None), name="packing_one_open_list"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, driver="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(driver=""),
                name="packing_list_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LoadedParcel(models.Model):
    """A parcel that was scanned onto a list: from here on its carrier has it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="parcels")
    shipment = models.OneToOneField("delivery.Shipment", on_delete=models.PROTECT, related_name="loaded")
    scanned_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    scanned_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.hand_over_id} {self.shipment_id}"

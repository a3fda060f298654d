"""The number a courier calls instead of the customer's own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail import governed
from zhanggui.schema.locking import LockingQuerySet


class Relay(models.Model):
    """An extension of the relay number that leads to the recipient of one parcel, for a time (PI-18)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.OneToOneField("delivery.Shipment", on_delete=models.PROTECT, related_name="relay")
    extension = models.CharField(max_length=6)
    bound_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Relay"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["extension"], condition=Q(ended_at=None), name="packing_extension_leads_to_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bound_at"], condition=Q(ended_at=None), name="packing_relay_live"),
        ]

    def __str__(self) -> str:
        return self.extension

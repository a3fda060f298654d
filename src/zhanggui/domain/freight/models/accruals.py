"""What the freight of each parcel comes to, and why."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from zhanggui.domain.freight.states import AccrualState, Why
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Accrual(models.Model):
    """The freight of one parcel, from the moment its carrier took it. ``amount_fen`` is the last reckoning.

    The lane (origin warehouse, province) and the month stand here so that a budget and an analysis are one
    read of one index.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shipment = models.OneToOneField("delivery.Shipment", on_delete=models.PROTECT, related_name="freight")
    tracking_number = models.CharField(max_length=40)
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tariff = models.ForeignKey("freight.Tariff", on_delete=models.PROTECT, related_name="+", db_index=False)
    zone = models.CharField(max_length=20)
    warehouse = models.ForeignKey(
        "inventory.Warehouse", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    province = models.CharField(max_length=40)
    month = models.DateField(help_text="its first day")
    grams = models.PositiveIntegerField(help_text="by our scales, or as agreed later")
    volume_cm3 = models.PositiveIntegerField(default=0)
    fragile = models.BooleanField(default=False, help_text="exempt: how the parcel was packed, not a state")
    goods_fen = models.BigIntegerField()
    cod_fen = models.BigIntegerField(default=0)
    charged_grams = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in AccrualState], default=AccrualState.OPEN
    )
    accrued_at = models.DateTimeField()

    objects = LockingQuerySet["Accrual"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="freight_accrual_amount"),
            models.UniqueConstraint(fields=["carrier", "tracking_number"], name="freight_accrual_once"),
        ]
        indexes: ClassVar = [
            # Accruals lie in the table as they arose: a day of them is found by the ranges of its pages.
            BrinIndex(fields=["accrued_at"], autosummarize=True, name="freight_accrual_at"),
            models.Index(
                fields=["month", "carrier", "warehouse", "province"],
                include=["amount_fen", "goods_fen", "charged_grams"],
                name="freight_accrual_month",
            ),
            models.Index(
                fields=["carrier", "month"],
                name="freight_accrual_unbilled",
                condition=Q(state=AccrualState.OPEN.value),
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.tracking_number


class Reckoning(models.Model):
    """How an amount of freight came about, line by line; the first, and each that took its place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    accrual = models.ForeignKey(Accrual, on_delete=models.PROTECT, related_name="reckonings")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=12, choices=[(w.value, w.value) for w in Why])
    grams = models.PositiveIntegerField()
    charged_grams = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()
    explanation = models.JSONField(help_text="what, how often, fen")
    note = models.CharField(max_length=200, blank=True)
    reckoned_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reckoned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["accrual", "number"], name="freight_reckoning_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.why} {self.amount_fen}"

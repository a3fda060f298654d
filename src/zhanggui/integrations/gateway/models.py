"""The books of the stand-ins. They are other firms: nothing of the house reads them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet


class StandInTrade(models.Model):
    """A payment as a stand-in keeps it; ``firm`` says which: each has its own numbers."""

    class Status(models.TextChoices):
        WAITING = "WAIT_BUYER_PAY"
        SUCCESS = "TRADE_SUCCESS"
        CLOSED = "TRADE_CLOSED"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    firm = models.CharField(max_length=16, default="gateway")
    out_trade_no = models.CharField(max_length=64)
    trade_no = models.CharField(max_length=64, unique=True)
    app_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=256)
    amount_fen = models.BigIntegerField()
    instalments = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WAITING)
    notify_url = models.CharField(max_length=500)
    return_url = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = LockingQuerySet["StandInTrade"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="gateway_trade_amount"),
            models.UniqueConstraint(fields=["firm", "out_trade_no"], name="gateway_trade_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["firm", "paid_at"], name="gateway_trade_paid")]

    def __str__(self) -> str:
        return self.trade_no


class StandInRefund(models.Model):
    """Money a stand-in sent back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trade = models.ForeignKey(StandInTrade, on_delete=models.PROTECT, related_name="refunds")
    out_request_no = models.CharField(max_length=64)
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trade", "out_request_no"], name="gateway_refund_once"),
        ]

    def __str__(self) -> str:
        return self.out_request_no

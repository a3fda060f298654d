"""The books of the stand-in. It is another firm: nothing of the house reads them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id


class StandInTrade(models.Model):
    """A payment as the stand-in keeps it."""

    class Status(models.TextChoices):
        WAITING = "WAIT_BUYER_PAY"
        SUCCESS = "TRADE_SUCCESS"
        CLOSED = "TRADE_CLOSED"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    out_trade_no = models.CharField(max_length=64, unique=True)
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

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="gateway_trade_amount"),
        ]

    def __str__(self) -> str:
        return self.trade_no


class StandInRefund(models.Model):
    """Money the stand-in sent back."""

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

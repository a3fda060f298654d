"""Payments, refunds, and every word the gateway ever sent us."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.payments.states import PaymentState, RefundState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class Payment(models.Model):
    """One payment towards one order. An order may have several."""

    class Method(models.TextChoices):
        ALIPAY = "alipay"
        WECHAT = "wechat"
        GATEWAY = "gateway"
        BANK_TRANSFER = "bank_transfer"
        """The customer orders their bank; ``number`` is the reference that stands in the note."""
        CASH_ON_DELIVERY = "cash_on_delivery"
        ELSEWHERE = "elsewhere"
        """Taken by another platform, whose history is replayed here; ``kind`` says how."""
        CARRIED_OVER = "carried_over"
        """Paid for another order, whose goods came back in exchange for those of this one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="payments")
    number = models.CharField(max_length=32, unique=True)
    method = models.CharField(max_length=20, choices=Method.choices)
    kind = models.CharField(max_length=24, blank=True)
    amount_fen = models.BigIntegerField()
    instalments = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in PaymentState])
    gateway_trade = models.CharField(max_length=64, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="carried_to", null=True, blank=True
    )
    """The payment that this money was part of, where it was carried over from another order."""
    address = models.CharField(
        max_length=1000, blank=True, help_text="what the code says or where the link leads, once it is known"
    )
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Payment"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, instalments__gte=1), name="payments_payment_amount"
            ),
            models.UniqueConstraint(
                fields=["method", "gateway_trade"],
                condition=~Q(gateway_trade=""),
                name="payments_payment_trade_once",
            ),
            models.CheckConstraint(
                condition=Q(carried_from=None) | Q(method="carried_over", state=PaymentState.PAID.value),
                name="payments_carried_is_paid",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["method", "paid_at"], name="payments_payment_paid")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class Refund(models.Model):
    """Money that goes back the way a payment came, in part or whole, never above it.

    What was carried over to another order goes back by the payment it came from: ``payment`` is the one that
    is sent back, ``carried`` the one on the order that gives the money.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    carried = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="refunds_of_carried", null=True, blank=True
    )
    number = models.CharField(max_length=32, unique=True)
    amount_fen = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in RefundState])
    request_key = models.CharField(max_length=80, unique=True)
    requested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    gateway_answer = models.JSONField(null=True, blank=True)

    objects = LockingQuerySet["Refund"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payments_refund_amount"),
        ]
        indexes: ClassVar = [models.Index(fields=["done_at"], name="payments_refund_done")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class GatewayNotice(models.Model):
    """A notification as it arrived, kept before it is judged; the verdict is written beside it."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted"
        REPEATED = "repeated"
        FORGED = "forged"
        WRONG_AMOUNT = "wrong_amount"
        UNKNOWN_PAYMENT = "unknown_payment"
        OVERTAKEN = "overtaken"
        MALFORMED = "malformed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    method = models.CharField(max_length=20, default="gateway", help_text="whose name it came in")
    received_at = models.DateTimeField()
    headers = models.JSONField(default=dict, help_text="those that carry the signature")
    body = models.TextField()
    sender = models.CharField(max_length=64, blank=True)
    notify_id = models.CharField(max_length=64, blank=True, db_index=True)
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="notices", null=True, blank=True
    )
    refund = models.ForeignKey(
        Refund, on_delete=models.PROTECT, related_name="notices", null=True, blank=True
    )
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["GatewayNotice"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.notify_id} {self.verdict}"

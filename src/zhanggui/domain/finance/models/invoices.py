"""Suppliers' own invoices for the goods of their statements."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.finance.models.settlement import Statement
from zhanggui.domain.finance.states import GoodsInvoiceState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import frozen_once, governed


class GoodsInvoice(models.Model):
    """An invoice that a supplier wrote for one statement. Accepted, its tax is taken off what the house owes.

    Where more goods came back than were sold its amounts are below zero: then it is a red-letter one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="goods_invoices")
    platform_number = models.CharField(max_length=20, help_text="20 digits")
    issued_on = models.DateField()
    net_fen = models.BigIntegerField()
    tax_fen = models.BigIntegerField()
    total_fen = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in GoodsInvoiceState])
    given_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was sent back")

    objects = LockingQuerySet["GoodsInvoice"].as_manager()

    class Meta:
        verbose_name = "supplier invoice"
        verbose_name_plural = "supplier invoices"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=~Q(state=GoodsInvoiceState.SENT_BACK.value),
                name="finance_goods_invoice_once",
            ),
            models.UniqueConstraint(
                fields=["platform_number"],
                condition=~Q(state=GoodsInvoiceState.SENT_BACK.value),
                name="finance_goods_invoice_number_once",
            ),
            models.CheckConstraint(
                condition=Q(total_fen=F("net_fen") + F("tax_fen")), name="finance_goods_invoice_sums"
            ),
            models.CheckConstraint(
                condition=Q(platform_number__regex=r"^[0-9]{20}$"), name="finance_goods_invoice_number"
            ),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("decided", pgtrigger.Q(old__decided_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.platform_number

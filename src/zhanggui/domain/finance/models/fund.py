"""Claims on the protection fund (顾客权益保障基金, B-6.3.4)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.domain.finance.states import ClaimState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


class FundClaim(models.Model):
    """A customer was harmed, by so much, on one order; two people decide whether the fund pays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="fund_claims")
    amount_fen = models.BigIntegerField()
    harm = models.CharField(max_length=400, help_text="what happened to the customer")
    evidence = models.CharField(max_length=80, blank=True, help_text="number of the complaint behind it")
    payee = EncryptedTextField(help_text="who is paid, and where")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ClaimState])
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    bank_reference = models.CharField(max_length=64, blank=True)

    objects = LockingQuerySet["FundClaim"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="finance_claim_amount"),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.PAID.value)
                | (Q(paid_at__isnull=False) & ~Q(bank_reference="")),
                name="finance_claim_paid",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "decide_by"], name="finance_claim_waiting")]
        triggers: ClassVar = [governed(secret=["payee"])]

    def __str__(self) -> str:
        return self.number

"""The books as an accountant keeps them: vouchers made from the ledger, and months that are closed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Voucher(models.Model):
    """All movements of one kind on one day (记账凭证): the total of its debits is that of its credits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(help_text="its first day")
    number = models.PositiveIntegerField(help_text="running in its month")
    date = models.DateField()
    kind = models.CharField(max_length=60, help_text="the kind of entry in the ledger")
    total_fen = models.BigIntegerField()
    transfers = models.PositiveIntegerField(help_text="how many transfers it sums up")
    happened_on = models.DateField(help_text="differs from its date where that month was closed already")
    through_xid = models.BigIntegerField(help_text="the run that made it")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "number"], name="finance_voucher_number_once"),
            models.UniqueConstraint(
                fields=["happened_on", "kind", "through_xid"], name="finance_voucher_once"
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"记-{self.month:%Y%m}-{self.number:04d}"


class VoucherLine(models.Model):
    """An amount on one side of one account of the chart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    month = models.DateField()
    code = models.CharField(max_length=12, help_text="of the account in the chart")
    debit_fen = models.BigIntegerField(default=0)
    credit_fen = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voucher", "position"], name="finance_voucher_line_position"),
            models.CheckConstraint(
                condition=Q(debit_fen__gt=0, credit_fen=0) | Q(debit_fen=0, credit_fen__gt=0),
                name="finance_voucher_line_side",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["month", "code"], name="finance_voucher_line_month")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.code} {self.debit_fen or -self.credit_fen}"


class ProfitShare(models.Model):
    """The part of a voucher's income or expense that one way of selling brought (辅助核算).

    Above zero is income. ``net_fen`` of all shares is what the voucher says on ``code``, and ``tax_fen`` what
    it says on the account of the tax in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="shares")
    month = models.DateField()
    code = models.CharField(max_length=12)
    channel = models.CharField(max_length=8, blank=True)
    programme = models.ForeignKey(
        "broadcast.Programme", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    supplier = models.ForeignKey(
        "partners.Supplier", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    net_fen = models.BigIntegerField()
    tax_fen = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["month", "code"], name="finance_profit_share_month")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.code} {self.net_fen}"


class Mark(models.Model):
    """Up to which transaction the ledger's transfers stand in vouchers. There is one row."""

    id = models.SmallIntegerField(primary_key=True)
    through_xid = models.BigIntegerField(default=0)

    objects = LockingQuerySet["Mark"].as_manager()

    def __str__(self) -> str:
        return str(self.through_xid)


class Period(models.Model):
    """A month that was closed, with the closing balance of every account. Nothing enters it any more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(unique=True)
    balances = models.JSONField(help_text="code to fen; above zero is debit")
    vouchers = models.PositiveIntegerField()
    closed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

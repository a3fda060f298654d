"""What carriers ask for: bills line by line, what was accepted, and the statements by which it is paid."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.freight.states import AcceptanceState, Finding, FreightStatementState, LineState
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed

SETTLES = Q(state=LineState.ACCEPTED.value)


class Bill(models.Model):
    """A carrier's bill for a month, as it was sent. Its lines say what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="bills")
    number = models.CharField(max_length=40, help_text="the carrier's own number of it")
    month = models.DateField(help_text="its first day")
    digest = models.CharField(max_length=64)
    lines_count = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    taken_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", verbose_name="imported by"
    )
    taken_at = models.DateTimeField("imported at")

    objects = LockingQuerySet["Bill"].as_manager()

    class Meta:
        verbose_name = "carrier bill"
        verbose_name_plural = "carrier bills"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["carrier", "number"], name="freight_bill_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class FreightStatement(models.Model):
    """What a carrier is paid at once: agreed lines of its bills. It agrees, and finance pays it out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="statements")
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in FreightStatementState])
    lines_count = models.PositiveIntegerField()
    net_fen = models.BigIntegerField()
    drawn_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    objection = models.CharField(max_length=400, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    payout = models.ForeignKey(
        "finance.Payout", on_delete=models.PROTECT, related_name="freight_statements", null=True, blank=True
    )
    paid_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["FreightStatement"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(net_fen__gt=0), name="freight_statement_amount"),
            models.CheckConstraint(
                condition=~Q(state=FreightStatementState.PAID.value) | Q(paid_at__isnull=False),
                name="freight_statement_paid",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["carrier", "-drawn_at"], name="freight_statement_of")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class BillLine(models.Model):
    """One line of a bill beside our own reckoning. What was billed never changes; what came of it does.

    ``accrual`` is the parcel it is about. A parcel is settled by one line only: the database sees to it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    tracking_number = models.CharField(max_length=40)
    grams = models.PositiveIntegerField(default=0, help_text="by the carrier's scales")
    billed_fen = models.BigIntegerField()
    accrual = models.ForeignKey(
        "freight.Accrual", on_delete=models.PROTECT, related_name="bill_lines", null=True, blank=True
    )
    ours_fen = models.BigIntegerField(default=0)
    ours_grams = models.PositiveIntegerField(default=0)
    finding = models.CharField(max_length=16, choices=[(f.value, f.value) for f in Finding])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in LineState])
    settled_fen = models.BigIntegerField(default=0, help_text="what is paid by this line")
    reason = models.CharField(max_length=400, blank=True, help_text="what the carrier was told")
    disputed_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=400, blank=True, help_text="what the carrier says to that")
    replied_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    statement = models.ForeignKey(
        FreightStatement,
        on_delete=models.PROTECT,
        related_name="lines",
        null=True,
        blank=True,
        db_index=False,
    )

    objects = LockingQuerySet["BillLine"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bill", "position"], name="freight_bill_line_position"),
            models.UniqueConstraint(fields=["accrual"], condition=SETTLES, name="freight_settled_once"),
            models.CheckConstraint(
                condition=SETTLES | Q(settled_fen=0, statement=None), name="freight_only_accepted_is_paid"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["statement", "id"], name="freight_line_of_statement"),
            models.Index(fields=["bill", "finding", "state"], name="freight_bill_line_finding"),
            models.Index(
                fields=["bill"],
                name="freight_bill_line_unstated",
                condition=SETTLES & Q(statement=None),
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.tracking_number} {self.billed_fen}"

    @property
    def difference_fen(self) -> int:
        """What was billed beyond our reckoning; below zero: less."""
        return self.billed_fen - self.ours_fen


class Acceptance(models.Model):
    """Somebody asks to pay differences as they were billed; somebody else decides."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="acceptances")
    lines_asked = ArrayField(models.PositiveIntegerField(), help_text="positions of the bill")
    difference_fen = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in AcceptanceState],
        default=AcceptanceState.PROPOSED,
    )
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Acceptance"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.bill} +{len(self.lines_asked)}"

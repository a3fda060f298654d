"""What a supplier is charged with, what proves it, and what the supplier says to it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.appraisal.models.assessments import choices_of
from zhanggui.domain.appraisal.states import RULED, Gravity, Source, ViolationKind, ViolationState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Violation(models.Model):
    """A supplier may have broken rules (B-3.4.1). Its case holds the clocks; ``ruling`` is approved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True, help_text="that of its case")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="violation")
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="violations")
    kind = models.CharField(max_length=24, choices=choices_of(ViolationKind))
    source = models.CharField(max_length=12, choices=choices_of(Source))
    gravity = models.CharField(max_length=8, choices=choices_of(Gravity))
    facts = models.TextField(help_text="what happened, when and where")
    state = models.CharField(
        max_length=12, choices=choices_of(ViolationState), default=ViolationState.REPORTED.value
    )
    reported_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    ruling = models.ForeignKey(
        "appraisal.Ruling", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True, help_text="since when the register shows it")
    appeal_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Violation"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=RULED)
                | Q(ruling__isnull=False, decided_at__isnull=False, public_at__isnull=False),
                name="appraisal_ruled_by_a_ruling",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["supplier", "-reported_at"], name="appraisal_of_supplier"),
            models.Index(fields=["state", "-reported_at"], name="appraisal_violation_desk"),
            models.Index(
                fields=["-public_at"], condition=Q(public_at__isnull=False), name="appraisal_public"
            ),
            models.Index(
                fields=["appeal_until"],
                condition=Q(state=ViolationState.DECIDED.value),
                name="appraisal_to_finish",
            ),
        ]
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("ruling_id", version_table="appraisal_ruling"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def brought_up_by(self) -> str:
        """Its source, as lists call it."""
        return self.source


class ConcernedGoods(models.Model):
    """Goods that a violation is about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="concerned")
    goods = models.ForeignKey("catalog.Goods", on_delete=models.PROTECT, related_name="violations")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["violation", "goods"], name="appraisal_goods_once")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return str(self.goods)


class Proof(models.Model):
    """What shows a violation: a paper that was filed, or a record of the house, with its digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="proofs")
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    record_type = models.CharField(max_length=64, blank=True)
    record_id = models.UUIDField(null=True, blank=True)
    told = models.TextField(blank=True, help_text="what the record said when it was taken as proof")
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    by_supplier_at = models.DateTimeField(null=True, blank=True, help_text="when the supplier gave it")
    added_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, record_id=None)
                | (Q(document=None, record_id__isnull=False) & ~Q(record_type="") & ~Q(told="")),
                name="appraisal_proof_is_something",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="appraisal_proof_digest"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["record_id"], name="appraisal_proof_record")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.note or self.told[:60] or str(self.document)

    @property
    def record(self) -> str:
        """What a record of the house said, as lists call it."""
        return self.told

    @property
    def digest(self) -> str:
        """The beginning of its digest: enough to compare by eye."""
        return f"{self.sha256[:16]}…"


class Hearing(models.Model):
    """The supplier was told what it is charged with; what it says, or that it said nothing in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    violation = models.OneToOneField(Violation, on_delete=models.PROTECT, related_name="hearing")
    question = models.TextField(help_text="what it was told and asked")
    asked_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    statement = models.TextField(blank=True)
    papers = ArrayField(models.UUIDField(), default=list, blank=True)
    answered_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Hearing"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, statement="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(statement="")),
                name="appraisal_answer_says_something",
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.violation)

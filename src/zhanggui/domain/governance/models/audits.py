"""Internal audit: what it may do, what it looked at, what it found, and what the house answered."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.governance.models.risks import choices_of
from zhanggui.domain.governance.states import AuditState, Gravity, MandateKind, Population, ProposalState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Mandate(models.Model):
    """A version of the audit charter, or of one year's plan, approved by an executive (B-9.4.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, choices=choices_of(MandateKind))
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(help_text="version")
    mandate_text = models.TextField(help_text="duties, independence and powers; or the risks it is based on")
    planned_audits = models.JSONField(default=list, help_text="title, clauses and day of each audit")
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=choices_of(ProposalState), default=ProposalState.PROPOSED.value
    )
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Mandate"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="governance_mandate_numbered"),
            models.UniqueConstraint(
                fields=["kind", "year"],
                condition=Q(state=ProposalState.PROPOSED.value),
                name="governance_one_mandate_waits",
            ),
        ]
        triggers: ClassVar = [governed(), frozen_once_submitted(except_columns=("state", "decided_at"))]

    def __str__(self) -> str:
        return f"{self.year} v{self.number}"

    def content(self) -> dict[str, Any]:
        """What is approved."""
        return {
            "kind": self.kind,
            "year": self.year,
            "number": self.number,
            "text": self.mandate_text,
            "planned_audits": self.planned_audits,
        }


class Audit(models.Model):
    """One audit of a plan: its scope, and the clauses it is judged by (B-9.4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="audits")
    place = models.PositiveSmallIntegerField(help_text="which of the audits planned")
    title = models.CharField(max_length=120)
    scope = models.TextField()
    criteria = ArrayField(models.CharField(max_length=12), help_text="clauses")
    lead = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=24, choices=choices_of(AuditState), default=AuditState.FIELDWORK.value
    )
    opened_at = models.DateTimeField()
    fieldwork_ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Audit"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "place"], name="governance_audited_once"),
            models.CheckConstraint(
                condition=Q(state=AuditState.FIELDWORK.value) | Q(fieldwork_ended_at__isnull=False),
                name="governance_fieldwork_has_an_end",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Sample(models.Model):
    """Rows drawn by the program between two identifiers, by a seed: whoever draws again gets the same."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="samples")
    population = models.CharField(max_length=16, choices=choices_of(Population))
    seed = models.CharField(max_length=64)
    wanted = models.PositiveSmallIntegerField()
    first_id = models.UUIDField()
    last_id = models.UUIDField()
    drawn = ArrayField(models.UUIDField())
    drawn_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.seed

    @property
    def rows_drawn(self) -> int:
        """How many rows it has: fewer than wanted where there are not so many."""
        return len(self.drawn)


class WorkingPaper(models.Model):
    """A paper of the fieldwork, with its hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="papers")
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """The beginning of its hash: enough to compare by eye."""
        return f"{self.sha256[:16]}…"


class Finding(models.Model):
    """What is not as a clause asks, with the rows or the paper that show it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    number = models.CharField(max_length=24, unique=True)
    clause = models.CharField(max_length=12)
    finding_text = models.TextField()
    gravity = models.CharField(max_length=8, choices=choices_of(Gravity))
    sample = models.ForeignKey(
        Sample, on_delete=models.PROTECT, related_name="findings", null=True, blank=True
    )
    records = ArrayField(models.UUIDField(), default=list, blank=True, help_text="rows of the sample")
    paper = models.ForeignKey(
        WorkingPaper, on_delete=models.PROTECT, related_name="findings", null=True, blank=True
    )
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="repeated_by", null=True, blank=True
    )
    found_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(sample__isnull=False, records__len__gt=0),
                name="governance_finding_is_shown",
            )
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.number} {self.finding_text[:60]}"


class Report(models.Model):
    """The report of an audit as it was issued: it never changes, and its hash shows it (B-9.4.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="report")
    number = models.CharField(max_length=16, unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    kept_until = models.DateField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number

    @property
    def signatory(self) -> Any:
        """Who issued it, as its page calls it."""
        return self.issued_by

    @property
    def signed_at(self) -> Any:
        """When it was issued."""
        return self.issued_at


class Receipt(models.Model):
    """Somebody on the list of distribution, and when they read the report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="receipts")
    reader = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Receipt"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "reader"], name="governance_told_once")
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.report} {self.reader}"


class Reply(models.Model):
    """What management says to a report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="reply")
    reply_text = models.TextField()
    replied_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.reply_text[:60]

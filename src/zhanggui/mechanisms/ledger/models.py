"""The books, for reading. Written by ``ledger.post`` only (the database function ``ledger_post``)."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from zhanggui.schema.triggers import append_only


class Account(models.Model):
    """Whose, of what kind, in which unit. Comes to be with its first transfer."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.TextField()
    owner = models.UUIDField()
    unit = models.TextField()
    side = models.TextField()
    guarded = models.BooleanField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "unit"], name="ledger_account_once"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit}"


class LiveBalance(models.Model):
    """The balance of a guarded account now; derived from the transfers, and verified against them."""

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, related_name="live_balance"
    )
    side = models.TextField()
    debits_posted = models.BigIntegerField(default=0)
    credits_posted = models.BigIntegerField(default=0)
    debits_pending = models.BigIntegerField(default=0)
    credits_pending = models.BigIntegerField(default=0)

    class Meta:
        db_table = "ledger_balance"

    def __str__(self) -> str:
        return str(self.account_id)


class BookedEntry(models.Model):
    """One event in the books."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.TextField()
    key = models.TextField()
    body_hash = models.UUIDField()
    at = models.DateTimeField()
    subject_type = models.TextField()
    subject_id = models.UUIDField()
    actor_id = models.UUIDField()
    recorded_at = models.DateTimeField()
    xid = models.BigIntegerField()

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject_id"], name="ledger_entry_subject"),
            BrinIndex(fields=["xid"], name="ledger_entry_xid", pages_per_range=16, autosummarize=True),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class BookedTransfer(models.Model):
    """``amount`` moved and ``held`` reserved (or, below zero, released). Partitioned by month of ``at``.

    There is no index on ``entry_id``: ask ``queries.transfers_of``, which goes by the transaction.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    entry_id = models.UUIDField()
    at = models.DateTimeField()
    debit_account_id = models.UUIDField()
    credit_account_id = models.UUIDField()
    amount = models.BigIntegerField()
    held = models.BigIntegerField()
    pending_id = models.UUIDField(null=True)
    xid = models.BigIntegerField()

    class Meta:
        db_table = "ledger_transfer"
        indexes = [
            models.Index(fields=["debit_account_id", "at"], name="ledger_transfer_debit"),
            models.Index(fields=["credit_account_id", "at"], name="ledger_transfer_credit"),
            BrinIndex(fields=["xid"], name="ledger_transfer_xid", pages_per_range=16),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.amount} ({self.held:+})"


class Resolution(models.Model):
    """How a pending transfer ended; there is at most one for each."""

    pending_id = models.UUIDField(primary_key=True, editable=False)
    entry = models.ForeignKey(BookedEntry, on_delete=models.PROTECT, related_name="resolutions")
    at = models.DateTimeField()
    outcome = models.TextField()
    asked = models.BigIntegerField(null=True)

    class Meta:
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.pending_id} {self.outcome}"


class OpenPending(models.Model):
    """A pending transfer without a resolution: the work list of ``post``, ``void`` and ``expire``."""

    id = models.UUIDField(primary_key=True, editable=False)
    entry_id = models.UUIDField()
    at = models.DateTimeField()
    debit_account_id = models.UUIDField()
    credit_account_id = models.UUIDField()
    amount = models.BigIntegerField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "ledger_pending"
        indexes = [
            models.Index(fields=["until"], name="ledger_pending_until", condition=Q(until__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.amount}"


class Checkpoint(models.Model):
    """What an account moved on one day (UTC), of the transfers written before the mark."""

    pk = models.CompositePrimaryKey("account_id", "day")
    account_id = models.UUIDField()
    day = models.DateField()
    debits_posted = models.BigIntegerField()
    credits_posted = models.BigIntegerField()
    debits_pending = models.BigIntegerField()
    credits_pending = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class Mark(models.Model):
    """Up to which transaction the transfers are folded into checkpoints."""

    id = models.SmallIntegerField(primary_key=True)
    through_xid = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.through_xid)

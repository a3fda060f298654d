"""Facts and row history. Written by ``record`` and by triggers only; these models are for reading."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail.vocabulary import sentence
from zhanggui.schema.triggers import append_only


class Fact(models.Model):
    """What was done: by whom, to what, when, why, under which request. Partitioned by ``recorded_at``."""

    id = models.UUIDField(primary_key=True, editable=False)
    recorded_at = models.DateTimeField()
    xid = models.BigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    account_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    actor_name = models.TextField()
    via = models.CharField(max_length=32)
    request_id = models.CharField(max_length=64)
    on_behalf_of = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    thread_type = models.CharField(max_length=80, null=True)  # noqa: DJ001
    thread_id = models.UUIDField(null=True)
    reason = models.TextField()
    body = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id"], name="trail_fact_subject"),
            models.Index(
                fields=["thread_id"], name="trail_fact_thread", condition=models.Q(thread_id__isnull=False)
            ),
            models.Index(fields=["account_id", "at"], name="trail_fact_account"),
            models.Index(fields=["name", "at"], name="trail_fact_name"),
            models.Index(fields=["xid"], name="trail_fact_xid"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language."""
        return sentence(self.name, self.body)


class RowHistory(models.Model):
    """Each state a governed row ever had. Partitioned by ``recorded_at``; written by a trigger."""

    id = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    xid = models.BigIntegerField()
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    change = models.CharField(max_length=1)
    """I inserted, U updated, D deleted, B as it was when it became governed."""
    before = models.JSONField(null=True)
    """What the changed columns held before (of a deleted row: all columns)."""
    after = models.JSONField(null=True)
    """The whole row afterwards; nothing when it was deleted."""

    class Meta:
        db_table = "trail_row_history"
        indexes = [
            models.Index(fields=["row_id", "id"], name="trail_row_history_row"),
            models.Index(fields=["xid"], name="trail_row_history_xid"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} {self.change}"


class Seal(models.Model):
    """One link of the chain: a code under the installation's key over the digests of what it covers."""

    number = models.BigIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    algorithm = models.CharField(max_length=8)
    previous = models.BinaryField()
    code = models.BinaryField()
    key = models.CharField(max_length=16)

    class Meta:
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"seal {self.number}"


class SealPart(models.Model):
    """What a seal covers of one table: for each row its key and digest, ordered by key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="parts")
    table_name = models.CharField(max_length=63)
    columns = ArrayField(models.CharField(max_length=63))
    since_xid = models.BigIntegerField()
    until_xid = models.BigIntegerField()
    rows = models.IntegerField()
    digests = models.BinaryField()

    class Meta:
        ordering = ["table_name"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "table_name"], name="trail_seal_part_once"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.seal_id} {self.table_name}"

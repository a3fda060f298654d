"""Facts and row history. Written by ``record`` and by triggers only; these models are for reading."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

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
            BrinIndex(fields=["xid"], name="trail_fact_xid", pages_per_range=16),
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
            BrinIndex(fields=["xid"], name="trail_row_history_xid", pages_per_range=16),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} {self.change}"

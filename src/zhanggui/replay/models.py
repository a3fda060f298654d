"""Where a replay stands: what has been lived already, and which rows could not be."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id


class Lived(models.Model):
    """One thing of a history that has its counterpart here: a seller, an article, a customer, an order.

    It is written in the transaction that lives the thing, so an interrupted replay goes on where it stopped.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    ours = models.UUIDField(null=True)
    state = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["history", "kind", "key"], name="replay_lived_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["ours"], name="replay_lived_as")]

    def __str__(self) -> str:
        return f"{self.history} {self.kind} {self.key}"


class Rejected(models.Model):
    """A row that could not be read, or a thing that could not be lived: where, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.CharField(max_length=32)
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["history", "file", "line"], name="replay_rejected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.reason}"

"""A notice is a version; a board shows one of them."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import digest_of, frozen_once_submitted, publishes_only_approved


class Notice(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    board_id = models.UUIDField(default=new_id)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        triggers: ClassVar = [frozen_once_submitted(except_columns=("outcome",))]

    def __str__(self) -> str:
        return self.text[:40]

    @classmethod
    def write(cls, text: str) -> "Notice":
        return cls.objects.create(text=text, digest=digest_of({"text": text}))


class Board(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    shown = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True)

    class Meta:
        triggers: ClassVar = [publishes_only_approved("shown_id", version_table="sample_notice")]

    def __str__(self) -> str:
        return str(self.id)

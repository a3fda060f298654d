"""What the API remembers of calls that must not happen twice."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id


class Answer(models.Model):
    """The answer to one call with an ``Idempotency-Key``, written in the transaction of what the call did."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, help_text="of method, path and body")
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=80, blank=True)
    content = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account_id", "key"], name="api_answer_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="api_answer_at")]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"

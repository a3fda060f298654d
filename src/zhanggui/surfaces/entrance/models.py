"""What the entrance remembers of forms, so that none of them counts twice."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id


class SentForm(models.Model):
    """A form that somebody sent, and where that led; written in the transaction of what it did."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    key = models.UUIDField(help_text="drawn with the form")
    led_to = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account_id", "key"], name="entrance_form_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="entrance_form_at")]

    def __str__(self) -> str:
        return str(self.key)

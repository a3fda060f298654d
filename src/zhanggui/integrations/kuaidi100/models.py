"""The books of the stand-in. It is another firm: nothing of the house reads them."""

from typing import ClassVar

from django.db import models

from zhanggui.kernel.ids import new_id


class StandInParcel(models.Model):
    """A parcel somebody subscribed to at the stand-in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    origin = models.CharField(max_length=80)
    destination = models.CharField(max_length=80)
    callback = models.CharField(max_length=500)
    salt = models.CharField(max_length=80)
    subscribed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "number"], name="kuaidi100_subscribed_once")
        ]

    def __str__(self) -> str:
        return self.number

"""The books of the stand-in carrier. It is another firm: nothing of the house reads them."""

from django.db import models

from zhanggui.kernel.ids import new_id


class CarriedParcel(models.Model):
    """A parcel that was announced to the stand-in carrier."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tracking_number = models.CharField(max_length=40, unique=True)
    origin = models.CharField(max_length=80)
    destination = models.CharField(max_length=80)
    announced_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.tracking_number

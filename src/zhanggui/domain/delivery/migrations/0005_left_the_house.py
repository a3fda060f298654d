"""Parcels by the day on which they left: a month of them is read without the years before it."""

from typing import ClassVar

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Built beside the work of the warehouse: nobody waits while it is made."""

    atomic = False
    dependencies: ClassVar = [("delivery", "0004_shortage_words")]
    operations: ClassVar = [
        AddIndexConcurrently(
            model_name="shipment",
            index=models.Index(
                condition=Q(shipped_at__isnull=False), fields=["shipped_at"], name="delivery_left_the_house"
            ),
        ),
    ]

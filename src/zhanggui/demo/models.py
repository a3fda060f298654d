"""How far the example world has been told."""

from typing import ClassVar

from django.db import models


class ChapterTold(models.Model):
    """One chapter of the example world, written in the transaction in which it happened."""

    name = models.CharField(max_length=40, primary_key=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["told_at"]

    def __str__(self) -> str:
        return self.name

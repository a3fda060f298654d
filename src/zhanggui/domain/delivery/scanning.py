"""What scanning leaves behind, on a walk as at a bench: pieces counted, and pieces that were wrong."""

from django.db import models

from zhanggui.kernel.ids import new_id


class CountedPieces(models.Model):
    """So many pieces of one thing, counted scan by scan."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pieces = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def has_room_for(self, pieces: int, *, of: int) -> bool:
        """Whether so many more are at least one, and no more than belong there."""
        return 0 < pieces <= of - self.pieces


class WrongPieces(models.Model):
    """Pieces that were not there, or not as they should be: how many, found by whom and when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pieces = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    found_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    found_at = models.DateTimeField()

    class Meta:
        abstract = True

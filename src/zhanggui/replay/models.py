"""Where a replay stands, and the books of the other firms in it: whoever took the money, and the carrier."""

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


class Movement(models.Model):
    """Money that whoever took it on the other platform has in their own books: above zero in, below back.

    They are another firm: the amounts are the history's, or what was asked back; nothing is read from ours.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.CharField(max_length=32)
    number = models.CharField(max_length=32, help_text="under which we asked for the money")
    refund_number = models.CharField(max_length=32, blank=True, help_text="under which we asked for it back")
    trade = models.CharField(max_length=64, help_text="their own number")
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "refund_number"], name="replay_movement_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="replay_movement_at")]

    def __str__(self) -> str:
        return self.refund_number or self.number


class Parcel(models.Model):
    """A parcel in the carrier's own books: by its own scales, with the cash it collects at the door."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    history = models.CharField(max_length=32)
    tracking_number = models.CharField(max_length=40, unique=True)
    province = models.CharField(max_length=40)
    grams = models.PositiveIntegerField()
    cash_fen = models.BigIntegerField(default=0)
    taken_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    remitted_on = models.DateField(null=True, help_text="when its cash was handed over")
    bill = models.CharField(max_length=40, blank=True, help_text="on which its freight was asked for")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["taken_at"], name="replay_parcel_unbilled", condition=models.Q(bill="")),
            models.Index(
                fields=["signed_at"],
                name="replay_parcel_with_cash",
                condition=models.Q(cash_fen__gt=0, remitted_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.tracking_number

"""What others say about our money, and where it is not what we say."""

from typing import ClassVar

from django.db import models
from django.db.models import Count, Q

from zhanggui.domain.payments.models.paying import Payment, Refund
from zhanggui.domain.payments.states import DifferenceKind, DifferenceState, Remedy
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


def _choices(states: type) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in states]  # type: ignore[attr-defined]


class BillQuerySet(LockingQuerySet["Bill"]):
    """Lists, as the desk speaks of them."""

    def with_open_differences(self) -> "BillQuerySet":
        """With the number of differences that are not settled yet."""
        standing = ~Q(differences__state=DifferenceState.SETTLED.value) & Q(differences__isnull=False)
        return self.annotate(open_differences=Count("differences", filter=standing))


class Bill(models.Model):
    """One list of one day: a gateway's bill, the bank's statement, or a carrier's remittance of cash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=24, unique=True)
    method = models.CharField("way of paying", max_length=20, choices=Payment.Method.choices)
    day = models.DateField()
    carrier = models.ForeignKey(
        "partners.Carrier", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    source = models.CharField(max_length=200, help_text="the file, or where it was fetched")
    digest = models.CharField(max_length=64, help_text="of the lines it was last taken in with")
    rows = models.PositiveIntegerField("lines of the list", default=0)
    matched = models.PositiveIntegerField(default=0)
    known_before = models.PositiveIntegerField(
        default=0, help_text="lines that had come with an earlier list"
    )
    in_fen = models.BigIntegerField("money in fen", default=0)
    back_fen = models.BigIntegerField("money back fen", default=0)
    fee_fen = models.BigIntegerField(default=0)
    taken_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", verbose_name="brought by"
    )
    taken_at = models.DateTimeField("brought at")
    compared_at = models.DateTimeField(null=True, blank=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "day", "carrier"], name="payments_bill_once", nulls_distinct=False
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class BillLine(models.Model):
    """One line of such a list, as it came. It is never changed, so nothing is matched by hand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    method = models.CharField(max_length=20)
    number = models.CharField(
        "payment number", max_length=64, blank=True, help_text="our payment, as far as the line names it"
    )
    refund_number = models.CharField(max_length=64, blank=True)
    gateway_trade = models.CharField("their number", max_length=64, help_text="their own number")
    amount_fen = models.BigIntegerField(help_text="above zero in, below zero back")
    fee_fen = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["method", "number", "refund_number", "gateway_trade"], name="payments_billline_once"
            ),
        ]
        triggers: ClassVar = [append_only(), governed()]

    def __str__(self) -> str:
        return self.refund_number or self.number or self.gateway_trade


class Difference(models.Model):
    """A payment or refund about which a list and we do not agree. It is settled by an entry, or by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="differences")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=_choices(DifferenceKind))
    number = models.CharField("payment number", max_length=64, blank=True)
    refund_number = models.CharField(max_length=64, blank=True)
    theirs_fen = models.BigIntegerField("they say fen", null=True, blank=True)
    ours_fen = models.BigIntegerField("we say fen", null=True, blank=True)
    line = models.ForeignKey(
        BillLine, on_delete=models.PROTECT, related_name="differences", null=True, blank=True
    )
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, related_name="differences", null=True, blank=True
    )
    refund = models.ForeignKey(
        Refund,
        on_delete=models.PROTECT,
        related_name="differences",
        null=True,
        blank=True,
        verbose_name="refund record",
    )
    case_number = models.CharField(max_length=24)
    case_id = models.UUIDField(unique=True)
    state = models.CharField(max_length=12, choices=_choices(DifferenceState))
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Difference"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bill", "position"], name="payments_difference_place"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(line__isnull=False), name="payments_difference_of_line"
            ),
            models.UniqueConstraint(
                fields=["number", "refund_number"],
                condition=Q(line__isnull=True),
                name="payments_difference_of_ours",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["found_at"],
                name="payments_difference_open",
                condition=~Q(state=DifferenceState.SETTLED.value),
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.bill.number}-{self.position:03d}"


class Correction(models.Model):
    """How a difference is to be settled, proposed by one person and carried out when another agrees."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    difference = models.ForeignKey(Difference, on_delete=models.PROTECT, related_name="corrections")
    remedy = models.CharField(max_length=16, choices=_choices(Remedy))
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    change_fen = models.BigIntegerField(help_text="by how much our books are to follow the list")
    reason = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Correction"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["difference"], condition=Q(dropped_at=None), name="payments_one_standing_correction"
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.difference)

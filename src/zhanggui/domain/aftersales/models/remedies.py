"""What is done for a customer beside paying back: exchanges, repairs, their terms, and pictures."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.aftersales.models.returns import Return, choices_of
from zhanggui.domain.aftersales.states import Fault, GuaranteeClass, Outcome
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import RefusesChange, append_only, governed


class Exchange(models.Model):
    """What pieces are exchanged for, at the price and with the difference that were announced."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods_return = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="exchange")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("catalog.GoodsVersion", on_delete=models.PROTECT, related_name="+")
    price = models.ForeignKey("pricing.Price", on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    pieces = models.PositiveIntegerField()
    unit_fen = models.BigIntegerField()
    credit_fen = models.BigIntegerField()
    discount_fen = models.BigIntegerField(default=0)
    points = models.BigIntegerField(default=0)
    order = models.OneToOneField(
        "sales.Order", on_delete=models.PROTECT, related_name="replaces", null=True, blank=True
    )
    """The order that brings the replacement; its stock is reserved when the exchange is agreed to."""
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Exchange"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    pieces__gt=0, unit_fen__gte=0, credit_fen__gte=0, discount_fen__gte=0, points__gte=0
                )
                & Q(discount_fen__lte=F("unit_fen") * F("pieces"), points__lte=F("discount_fen")),
                name="aftersales_exchange_amounts",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(order__isnull=False), name="aftersales_settled_with_an_order"
            ),
        ]
        triggers: ClassVar = [RefusesChange(name="kept", operation=pgtrigger.Delete), governed()]

    def __str__(self) -> str:
        return f"{self.name} × {self.pieces}"

    @property
    def payable_fen(self) -> int:
        """What the replacement costs."""
        return self.unit_fen * self.pieces - self.discount_fen

    @property
    def difference_fen(self) -> int:
        """What the customer pays on top; negative, what goes back."""
        return self.payable_fen - self.credit_fen

    @property
    def back_fen(self) -> int:
        """What goes back to the customer."""
        return -self.difference_fen


class Repair(models.Model):
    """How goods were mended: by whom, of what, with what result, and when they went back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods_return = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="repair")
    fault = models.CharField(max_length=16, choices=choices_of(Fault))
    started_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=choices_of(Outcome), blank=True)
    work = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField(max_length=60, blank=True)
    handed_back_at = models.DateTimeField(null=True, blank=True)
    loan = models.CharField(max_length=120, blank=True)
    """What the customer uses meanwhile."""
    lent_at = models.DateTimeField(null=True, blank=True)
    loan_back_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Repair"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None)
                | (~Q(outcome="") & ~Q(work="") & Q(ended_at__isnull=False)),
                name="aftersales_repair_ends_with_a_record",
            ),
            models.CheckConstraint(
                condition=Q(loan="", lent_at=None, loan_back_at=None)
                | (~Q(loan="") & Q(lent_at__isnull=False)),
                name="aftersales_loan_was_lent",
            ),
        ]
        triggers: ClassVar = [RefusesChange(name="kept", operation=pgtrigger.Delete), governed()]

    def __str__(self) -> str:
        return str(self.fault)


class RepairPart(models.Model):
    """A part that was put in, and what it cost the house."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    repair = models.ForeignKey(Repair, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=120)
    pieces = models.PositiveIntegerField()
    cost_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pieces__gt=0, cost_fen__gte=0), name="aftersales_part_amounts"
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.name} × {self.pieces}"


class CasePicture(models.Model):
    """A picture of the goods: by the customer who asks, or by whoever looks at what came back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="pictures")
    paper = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return str(self.paper_id)


class GuaranteeTerm(models.Model):
    """From when to when goods of a category, and of those under it, fall under the three guarantees."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.ForeignKey("catalog.Category", on_delete=models.PROTECT, related_name="guarantees")
    kind = models.CharField(max_length=12, choices=choices_of(GuaranteeClass))
    promised_months = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["GuaranteeTerm"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category"], condition=Q(ended_at=None), name="aftersales_one_term_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("set_at")), name="aftersales_term_span"
            ),
        ]
        triggers: ClassVar = [RefusesChange(name="kept", operation=pgtrigger.Delete), governed()]

    def __str__(self) -> str:
        return str(self.category)

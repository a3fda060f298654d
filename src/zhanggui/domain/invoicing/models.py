"""How goods are taxed, and invoices with their lines."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.invoicing.states import (
    BuyerKind,
    Colour,
    InvoiceState,
    Purpose,
    RedReason,
    SpecialRule,
    Treatment,
    VatKind,
)
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


def _choices(values: type) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class CategoryTax(models.Model):
    """How a branch of the tree is taxed from a day on. Without a category it is said for all the rest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.ForeignKey(
        "catalog.Category", on_delete=models.PROTECT, related_name="taxed_as", null=True, blank=True
    )
    treatment = models.CharField(max_length=12, choices=_choices(Treatment))
    class_code = models.CharField(max_length=19, help_text="of the national table of goods and services")
    short_name = models.CharField(max_length=30, help_text="as it stands between stars on an invoice")
    special = models.CharField(
        "special invoices", max_length=16, choices=_choices(SpecialRule), default=SpecialRule.ALLOWED.value
    )
    starts_on = models.DateField()
    set_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "tax class"
        verbose_name_plural = "tax classes"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "starts_on"], nulls_distinct=False, name="invoicing_category_tax_once"
            ),
            models.CheckConstraint(
                condition=Q(class_code__regex=r"^[0-9]{19}$"), name="invoicing_category_tax_code"
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.short_name} {self.starts_on}"


class InvoiceQuerySet(LockingQuerySet["Invoice"]):
    """Invoices, in sentences."""

    def in_force(self) -> "InvoiceQuerySet":
        """Blue ones that were not given up and not taken back whole."""
        return self.filter(colour=Colour.BLUE, replaced_at=None).exclude(state=InvoiceState.WITHDRAWN)

    def waiting(self) -> "InvoiceQuerySet":
        return self.filter(state=InvoiceState.REQUESTED)


class Invoice(models.Model):
    """An electronic invoice (数电票): a frozen text, and the number the tax platform gave it.

    Amounts of a red-letter invoice are below zero. ``after`` names the one that has to be issued before this.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True, help_text="the house's own")
    colour = models.CharField(max_length=4, choices=_choices(Colour))
    purpose = models.CharField(
        max_length=12,
        choices=[(Purpose.GOODS.value, "goods_bought"), (Purpose.COMMISSION.value, "commission")],
    )
    vat_kind = models.CharField(
        "kind of invoice", max_length=12, choices=_choices(VatKind), default=VatKind.ORDINARY.value
    )
    state = models.CharField(max_length=12, choices=_choices(InvoiceState))
    order = models.ForeignKey(
        "sales.Order", on_delete=models.PROTECT, related_name="invoices", null=True, blank=True
    )
    statement = models.ForeignKey(
        "finance.Statement", on_delete=models.PROTECT, related_name="invoices", null=True, blank=True
    )
    goods_return = models.ForeignKey(
        "aftersales.Return", on_delete=models.PROTECT, related_name="invoices", null=True, blank=True
    )
    red_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="red_letters", null=True, blank=True
    )
    red_reason = models.CharField(max_length=16, choices=_choices(RedReason), blank=True)
    clawed_in = models.ForeignKey(
        "finance.Statement",
        verbose_name="given back by statement",
        on_delete=models.PROTECT,
        related_name="red_letters",
        null=True,
        blank=True,
        help_text="the later statement by which a part of the commission went back",
    )
    confirmation = models.CharField(
        "number of the red-letter confirmation", max_length=24, blank=True, help_text="红字信息确认单"
    )
    confirm_by = models.DateTimeField("buyer confirms until", null=True, blank=True)
    confirm_page = models.CharField(
        "where the buyer confirms", max_length=200, blank=True, help_text="at the tax platform"
    )
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="followed_by", null=True, blank=True
    )
    buyer_kind = models.CharField(max_length=8, choices=_choices(BuyerKind))
    buyer_name = models.CharField(max_length=100)
    buyer_code = models.CharField(max_length=18, blank=True)
    buyer_contact = models.CharField("address and telephone", max_length=100, blank=True)
    buyer_bank = models.CharField("bank and account", max_length=100, blank=True)
    seller_name = models.CharField(max_length=120)
    seller_code = models.CharField(max_length=18)
    net_fen = models.BigIntegerField()
    tax_fen = models.BigIntegerField()
    total_fen = models.BigIntegerField()
    digest = models.CharField(max_length=64, help_text="of everything the tax platform is told")
    requested_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    due_at = models.DateTimeField()
    platform_number = models.CharField(max_length=20, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    original = models.TextField(blank=True, help_text="the platform's own data message (XML)")
    refusal = models.CharField(max_length=400, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="when all of it was taken back")

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total_fen=F("net_fen") + F("tax_fen"))
                & (
                    Q(colour=Colour.BLUE.value, total_fen__gt=0, red_of=None, red_reason="")
                    | (Q(colour=Colour.RED.value, total_fen__lt=0, red_of__isnull=False) & ~Q(red_reason=""))
                ),
                name="invoicing_invoice_amounts",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False, statement=None) | Q(order=None, statement__isnull=False),
                name="invoicing_invoice_subject",
            ),
            models.CheckConstraint(
                condition=(Q(issued_at__isnull=False) & ~Q(platform_number="") & ~Q(original=""))
                | (Q(issued_at=None, platform_number="", original="") & ~Q(state=InvoiceState.ISSUED.value)),
                name="invoicing_invoice_issued",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(colour=Colour.BLUE.value, replaced_at=None)
                & ~Q(state=InvoiceState.WITHDRAWN.value),
                name="invoicing_one_for_an_order",
            ),
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(colour=Colour.BLUE.value, replaced_at=None)
                & ~Q(state=InvoiceState.WITHDRAWN.value),
                name="invoicing_one_for_a_statement",
            ),
            models.UniqueConstraint(
                fields=["goods_return"],
                condition=Q(goods_return__isnull=False) & ~Q(state=InvoiceState.WITHDRAWN.value),
                name="invoicing_one_for_a_return",
            ),
            models.UniqueConstraint(
                fields=["red_of", "clawed_in"],
                condition=Q(clawed_in__isnull=False) & ~Q(state=InvoiceState.WITHDRAWN.value),
                name="invoicing_one_for_a_claw_back",
            ),
            models.CheckConstraint(
                condition=Q(vat_kind=VatKind.ORDINARY.value)
                | (Q(buyer_kind=BuyerKind.FIRM.value) & ~Q(buyer_code="")),
                name="invoicing_special_to_firms",
            ),
            models.CheckConstraint(
                condition=Q(vat_kind=VatKind.ORDINARY.value)
                | Q(colour=Colour.BLUE.value)
                | ~Q(state=InvoiceState.ISSUED.value)
                | ~Q(confirmation=""),
                name="invoicing_special_red_confirmed",
            ),
            models.UniqueConstraint(
                fields=["platform_number"],
                condition=~Q(platform_number=""),
                name="invoicing_platform_number_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="invoicing_invoice_waiting"),
            models.Index(fields=["-requested_at"], name="invoicing_invoice_latest"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("issued", pgtrigger.Q(old__issued_at__isnull=False), except_columns=("replaced_at",)),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceLine(models.Model):
    """An amount of an invoice at one rate. Frozen with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    order_line = models.ForeignKey(
        "sales.OrderLine", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=250)
    class_code = models.CharField(max_length=19)
    short_name = models.CharField(max_length=30)
    quantity = models.IntegerField(help_text="pieces; below zero on a red-letter invoice")
    treatment = models.CharField(max_length=12, choices=_choices(Treatment))
    rate_bp = models.PositiveIntegerField()
    net_fen = models.BigIntegerField()
    tax_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoicing_line_position"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"*{self.short_name}*{self.name}"

    @property
    def total_fen(self) -> int:
        return self.net_fen + self.tax_fen

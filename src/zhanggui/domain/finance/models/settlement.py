"""Settlement with suppliers: terms, statements with their lines, objections, charges and payouts."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.finance.states import (
    ChargeKind,
    ChargeState,
    Cycle,
    LineKind,
    PayoutState,
    StatementState,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


def _choices(values: type) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Terms(models.Model):
    """How a supplier is settled with from a day on: one version, approved by somebody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    cycle = models.CharField(max_length=12, choices=_choices(Cycle))
    commission_bp = models.PositiveIntegerField(
        help_text="hundredths of a percent, where no category has its own"
    )
    category_bp = models.JSONField(default=dict, help_text="category code to hundredths of a percent")
    discount_share_bp = models.PositiveIntegerField(
        default=0, help_text="the supplier's share of what promotions gave away"
    )
    freight_share_bp = models.PositiveIntegerField(
        default=0, help_text="the supplier's share of what sending its goods cost"
    )
    starts_on = models.DateField()
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = LockingQuerySet["Terms"].as_manager()

    class Meta:
        verbose_name = "settlement terms"
        verbose_name_plural = "settlement terms"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "number"], name="finance_terms_number_once"),
            models.CheckConstraint(
                condition=Q(commission_bp__lte=10_000, discount_share_bp__lte=10_000),
                name="finance_terms_shares",
            ),
            models.CheckConstraint(
                condition=Q(freight_share_bp__lte=10_000), name="finance_terms_freight_share"
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.supplier} v{self.number}"


class TermsInForce(models.Model):
    """Approved terms, and the day from which cycles that begin then are settled by them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="terms_in_force")
    terms = models.OneToOneField(Terms, on_delete=models.PROTECT, related_name="in_force")
    starts_on = models.DateField()
    agreed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["supplier", "-starts_on"], name="finance_terms_in_force")]
        triggers: ClassVar = [
            governed(),
            append_only(),
            publishes_only_approved("terms_id", version_table="finance_terms"),
        ]

    def __str__(self) -> str:
        return f"{self.terms} {self.starts_on}"


class SettlementAccount(models.Model):
    """Where the settlement with one supplier stands: how often, and up to when it was settled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    supplier = models.OneToOneField("partners.Supplier", on_delete=models.PROTECT, related_name="settlement")
    cycle = models.CharField(max_length=12, choices=_choices(Cycle), default=Cycle.MONTH.value)
    settled_until = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["SettlementAccount"].as_manager()

    class Meta:
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return str(self.supplier)


class Payout(models.Model):
    """Statements paid together, by one file handed to the bank."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=12, choices=_choices(PayoutState))
    total_fen = models.BigIntegerField()
    items = models.JSONField(help_text="statement number and fen, as proposed")
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    bank_reference = models.CharField(max_length=64, blank=True)

    objects = LockingQuerySet["Payout"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="finance_payout_amount")
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class StatementQuerySet(LockingQuerySet["Statement"]):
    """Statements, in sentences."""

    def unsent(self) -> "StatementQuerySet":
        return self.filter(state__in=[StatementState.HELD, StatementState.DRAWN])

    def payable(self) -> "StatementQuerySet":
        return self.filter(state=StatementState.CONFIRMED, payout=None)


class Statement(models.Model):
    """What house and supplier owe each other for one cycle. Its sums are those of its lines.

    ``books_fen`` is what the ledger says the supplier has earned and not been settled for; it has to be the
    sum of all lines that move it (sales, returns, what was carried over).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="statements")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=_choices(StatementState))
    sales_fen = models.BigIntegerField(default=0)
    returns_fen = models.BigIntegerField(default=0)
    carried_fen = models.BigIntegerField(default=0)
    commission_fen = models.BigIntegerField(default=0)
    discount_fen = models.BigIntegerField(default=0)
    charges_fen = models.BigIntegerField(default=0)
    freight_fen = models.BigIntegerField(
        "share of freight fen", default=0, help_text="what the supplier bears of sending its goods"
    )
    goods_fen = models.BigIntegerField(
        default=0,
        help_text="what the supplier's own invoice says: goods less its share of promotions",
    )
    output_tax_fen = models.BigIntegerField(default=0)
    input_tax_fen = models.BigIntegerField(default=0)
    net_fen = models.BigIntegerField()
    books_fen = models.BigIntegerField("earned by the ledger fen")
    lines_count = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    explanation = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    payout = models.ForeignKey(
        Payout, on_delete=models.PROTECT, related_name="statements", null=True, blank=True
    )
    paid_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "until"], name="finance_statement_once"),
            models.CheckConstraint(
                condition=Q(
                    net_fen=F("sales_fen") + F("returns_fen") + F("carried_fen")
                    - F("commission_fen") - F("discount_fen") - F("charges_fen")
                    - F("freight_fen")
                ),
                name="finance_statement_sums",
            ),
            models.CheckConstraint(
                condition=~Q(state=StatementState.PAID.value) | Q(net_fen__gt=0, paid_at__isnull=False),
                name="finance_statement_paid",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["supplier", "-until"], name="finance_statement_of_supplier"),
            models.Index(fields=["state", "confirm_by"], name="finance_statement_waiting"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number

    @property
    def difference_fen(self) -> int:
        """What the books say more than the lines; zero if all is right."""
        return self.books_fen - (self.sales_fen + self.returns_fen + self.carried_fen)


class Charge(models.Model):
    """Something a supplier is charged or credited beyond its sales, agreed by two people, with its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=16, choices=_choices(ChargeKind))
    amount_fen = models.BigIntegerField(help_text="above zero in the house's favour, below in the supplier's")
    reason = models.CharField(max_length=400)
    evidence = models.CharField(
        max_length=80, blank=True, help_text="the number of the case or paper behind it"
    )
    from_deposit = models.BooleanField(
        default=False, help_text="exempt: how it is taken, agreed with the charge and never changed"
    )
    state = models.CharField(max_length=12, choices=_choices(ChargeState))
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Charge"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind=ChargeKind.CREDIT.value, amount_fen__lt=0, from_deposit=False))
                | (~Q(kind=ChargeKind.CREDIT.value) & Q(amount_fen__gt=0)),
                name="finance_charge_direction",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["supplier"],
                name="finance_charge_to_settle",
                condition=Q(state=ChargeState.APPROVED.value),
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.number


class StatementLine(models.Model):
    """One thing settled, once and never again: kept goods, a return, a charge, or what was carried over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=_choices(LineKind))
    order_line = models.ForeignKey(
        "sales.OrderLine", on_delete=models.PROTECT, related_name="settled_in", null=True, blank=True
    )
    finding = models.ForeignKey(
        "aftersales.Finding", on_delete=models.PROTECT, related_name="settled_in", null=True, blank=True
    )
    charge = models.ForeignKey(
        Charge, on_delete=models.PROTECT, related_name="settled_in", null=True, blank=True
    )
    happened_at = models.DateTimeField()
    pieces = models.IntegerField(default=0)
    amount_fen = models.BigIntegerField()
    rate_bp = models.PositiveIntegerField(default=0)
    commission_fen = models.BigIntegerField(default=0)
    discount_fen = models.BigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(default=0, help_text="value added tax on the goods")
    output_tax_fen = models.BigIntegerField(default=0, help_text="in what the customer paid")
    input_tax_fen = models.BigIntegerField(default=0, help_text="in what the supplier asks for")
    net_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "position"], name="finance_line_position"),
            models.UniqueConstraint(
                fields=["order_line"], condition=Q(kind=LineKind.SALE.value), name="finance_sale_settled_once"
            ),
            models.UniqueConstraint(
                fields=["order_line"],
                condition=Q(kind=LineKind.FREIGHT.value),
                name="finance_freight_settled_once",
            ),
            models.UniqueConstraint(fields=["finding"], name="finance_return_settled_once"),
            models.UniqueConstraint(fields=["charge"], name="finance_charge_settled_once"),
            models.CheckConstraint(
                condition=Q(net_fen=F("amount_fen") - F("commission_fen") - F("discount_fen")),
                name="finance_line_sums",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.kind} {self.net_fen}"

    @property
    def order(self) -> object:
        """The order this is about, if it is about one."""
        return self.order_line.order if self.order_line else None

    @property
    def about(self) -> str:
        """The goods, or the reason of the charge."""
        if self.order_line:
            return str(self.order_line.name)
        return self.charge.reason if self.charge else ""

    @property
    def rate(self) -> str:
        """The commission rate in percent, as people write it."""
        return f"{self.rate_bp / 100:g}%" if self.rate_bp else ""


class Objection(models.Model):
    """A supplier does not agree with one line, and why; what was decided, by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.OneToOneField(StatementLine, on_delete=models.PROTECT, related_name="objection")
    reason = models.CharField(max_length=400)
    raised_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    upheld_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    credit = models.OneToOneField(
        Charge, on_delete=models.PROTECT, related_name="objection", null=True, blank=True
    )

    objects = LockingQuerySet["Objection"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(upheld_at=None) | Q(rejected_at=None), name="finance_objection_one_answer"
            )
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once(
                "decided",
                pgtrigger.Q(old__upheld_at__isnull=False) | pgtrigger.Q(old__rejected_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]

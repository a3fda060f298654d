"""Prices in time: the research and the proposal behind each, the price list itself, and what was paid."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import pgettext

from zhanggui.domain.pricing.states import ChangeState, Gravity, PriceKind, ViolationKind
from zhanggui.domain.pricing.triggers import below_normal
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX, yuan
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only

KINDS = [(kind.value, kind.value) for kind in PriceKind]


def _is_an_amount(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(amount_fen__gt=0, amount_fen__lte=FEN_MAX), name=name)


class MarketResearch(models.Model):
    """What the market asks for such goods and whether it wants them, before a price is set (B-4.2.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    covers = ArrayField(models.UUIDField(), help_text="the SKUs it was made for")
    researched_on = models.DateField()
    offers = models.JSONField(
        help_text='[{"seller", "goods", "price_fen", "where", "seen_on"}] of competitors'
    )
    demand = models.TextField()
    cost_note = models.TextField(blank=True)
    conclusion = models.TextField()
    evidence = ArrayField(models.UUIDField(), default=list, blank=True, help_text="documents")
    created_at = models.DateTimeField()

    objects = LockingQuerySet["MarketResearch"].as_manager()

    class Meta:
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.researched_on} ({len(self.covers)})"


class PriceChange(models.Model):
    """A proposal: prices of one kind for one period, as a list, frozen as proposed, and why (B-4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    research = models.ForeignKey(MarketResearch, on_delete=models.PROTECT, related_name="changes")
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in ChangeState],
        default=ChangeState.PROPOSED,
    )
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PriceChange"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="pricing_change_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind=PriceKind.NORMAL) | Q(ends_at__isnull=False),
                name="pricing_only_a_normal_price_is_open_ended",
            ),
        ]
        triggers: ClassVar = [
            frozen_once_submitted(except_columns=("state", "decided_at")),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.number


class PriceLine(models.Model):
    """One SKU of a proposal: its price, what it was compared with, and how those numbers were found."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.ForeignKey(PriceChange, on_delete=models.PROTECT, related_name="lines")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    normal_fen = models.BigIntegerField(
        null=True, blank=True, help_text="the lowest normal price in the period, when it was proposed"
    )
    reference_fen = models.BigIntegerField(
        null=True, blank=True, help_text="the price it is compared with on screen, if any (PX-04)"
    )
    cost_fen = models.BigIntegerField(null=True, blank=True)
    floor_fen = models.BigIntegerField(
        null=True, blank=True, help_text="the least a piece may come to after every discount; else its cost"
    )
    basis = models.JSONField(default=dict, help_text="how every compared number was found")

    class Meta:
        constraints: ClassVar = [
            _is_an_amount("pricing_line_is_an_amount"),
            models.UniqueConstraint(fields=["change", "sku"], name="pricing_sku_once_in_a_change"),
            models.CheckConstraint(
                condition=Q(reference_fen=None) | Q(reference_fen__gt=F("amount_fen")),
                name="pricing_reference_is_above_the_price",
            ),
        ]
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.sku} ¥{yuan(self.amount_fen)}"


class Price(models.Model):
    """One price of one SKU for one period. Prices of one kind never overlap in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.ForeignKey(PriceChange, on_delete=models.PROTECT, related_name="prices")
    line = models.OneToOneField(PriceLine, on_delete=models.PROTECT, related_name="price")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="prices")
    kind = models.CharField(max_length=12, choices=KINDS)
    amount_fen = models.BigIntegerField()
    floor_fen = models.BigIntegerField(
        default=0, db_default=0, help_text="the least a piece may come to after every discount"
    )
    reference_fen = models.BigIntegerField(
        null=True, blank=True, help_text="the struck-out price that is shown; none before it is settled"
    )
    reference_settled_at = models.DateTimeField(
        null=True, blank=True, help_text="when the approved reference met the trades up to the start"
    )
    period = DateTimeRangeField()
    published_at = models.DateTimeField()

    objects = LockingQuerySet["Price"].as_manager()

    class Meta:
        constraints: ClassVar = [
            _is_an_amount("pricing_price_is_an_amount"),
            *(
                ExclusionConstraint(
                    name=f"pricing_one_{kind.value}_price_at_a_time",
                    expressions=[
                        (Func(F("sku"), F("sku"), Value("[]"), function="uuidrange"), RangeOperators.EQUAL),
                        ("period", RangeOperators.OVERLAPS),
                    ],
                    condition=Q(kind=kind.value),
                )
                for kind in PriceKind
            ),
        ]
        triggers: ClassVar = [
            publishes_only_approved("change_id", version_table="pricing_pricechange"),
            below_normal(),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return f"{self.sku} ¥{yuan(self.amount_fen)}"


class TradedPrice(models.Model):
    """A price at which one piece really changed hands: the only basis of a reference price (PX-04)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    order_line_id = models.UUIDField(unique=True)
    channel = models.CharField(max_length=16)
    amount_fen = models.BigIntegerField()
    traded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [_is_an_amount("pricing_traded_price_is_an_amount")]
        indexes: ClassVar = [
            models.Index(fields=["sku", "channel", "-traded_at"], name="pricing_traded_lately")
        ]
        triggers: ClassVar = [trail.governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.sku} ¥{yuan(self.amount_fen)}"


class PriceViolation(models.Model):
    """A breach of price rules that was found, by whom and how; a case follows it to its end (B-4.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods = models.ForeignKey(
        "catalog.Goods", on_delete=models.PROTECT, related_name="price_violations", null=True, blank=True
    )
    price = models.ForeignKey(
        Price, on_delete=models.PROTECT, related_name="violations", null=True, blank=True
    )
    promotion = models.ForeignKey(
        "promotions.Promotion", on_delete=models.PROTECT, related_name="violations", null=True, blank=True
    )
    found_key = models.CharField(
        max_length=120, null=True, blank=True, unique=True, help_text="what the nightly check found, once"
    )
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ViolationKind])
    gravity = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Gravity])
    what = models.TextField(help_text="the facts: where, when, which prices")
    evidence = ArrayField(models.UUIDField(), default=list, blank=True, help_text="documents")
    reported_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    objects = LockingQuerySet["PriceViolation"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(goods__isnull=False) | Q(promotion__isnull=False),
                name="pricing_violation_is_about_something",
            ),
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.goods or self.promotion} {pgettext('code', self.kind)}"


class PriceWatch(models.Model):
    """One night's look at all that was announced and charged: how much, and what was new (A-4.5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    prices = models.PositiveIntegerField(help_text="special prices that held lately")
    promotions = models.PositiveIntegerField()
    lines = models.PositiveIntegerField(help_text="order lines of the last two days")
    found = models.PositiveIntegerField(help_text="breaches that were not known before")
    watched_at = models.DateTimeField(unique=True)

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.watched_at:%Y-%m-%d}"

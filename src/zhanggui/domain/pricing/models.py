"""Prices in time: the research and the proposal behind each, the price list itself, and what was paid."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from zhanggui.domain.pricing.states import ChangeState, PriceKind
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX
from zhanggui.schema.locking import LockingQuerySet

KINDS = [(kind.value, kind.value) for kind in PriceKind]


def _is_an_amount(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(amount_fen__gt=0, amount_fen__lte=FEN_MAX), name=name)


class MarketResearch(models.Model):
    """What the market asks for such goods and whether it wants them, before a price is set (B-4.2.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    researched_on = models.DateField()
    offers = models.JSONField(help_text='[{"seller", "price_fen", "where", "seen_on"}] of competitors')
    demand = models.TextField()
    cost_fen = models.BigIntegerField(null=True, blank=True)
    cost_note = models.TextField(blank=True)
    conclusion = models.TextField()
    evidence = ArrayField(models.UUIDField(), default=list, blank=True, help_text="documents")
    created_at = models.DateTimeField()

    objects = LockingQuerySet["MarketResearch"].as_manager()

    def __str__(self) -> str:
        return f"{self.sku_id} {self.researched_on}"


class PriceChange(models.Model):
    """A proposed price, frozen as proposed: for what, how much, from when, and why (B-4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="price_changes")
    kind = models.CharField(max_length=12, choices=KINDS)
    amount_fen = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    research = models.ForeignKey(MarketResearch, on_delete=models.PROTECT, related_name="changes")
    reason = models.CharField(max_length=500)
    reference_fen = models.BigIntegerField(
        null=True, blank=True, help_text="the price it is compared with on screen, if any (PX-04)"
    )
    basis = models.JSONField(default=dict, help_text="how every compared number was found")
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
            _is_an_amount("pricing_change_is_an_amount"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="pricing_change_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind=PriceKind.NORMAL) | Q(ends_at__isnull=False),
                name="pricing_only_a_normal_price_is_open_ended",
            ),
            models.CheckConstraint(
                condition=Q(reference_fen=None) | Q(reference_fen__gt=F("amount_fen")),
                name="pricing_reference_is_above_the_price",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Price(models.Model):
    """One price of one SKU for one period. Prices of one kind never overlap in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    change = models.OneToOneField(PriceChange, on_delete=models.PROTECT, related_name="price")
    sku = models.ForeignKey("catalog.Sku", on_delete=models.PROTECT, related_name="prices")
    kind = models.CharField(max_length=12, choices=KINDS)
    amount_fen = models.BigIntegerField()
    reference_fen = models.BigIntegerField(null=True, blank=True)
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

    def __str__(self) -> str:
        return f"{self.sku_id} {self.kind} {self.amount_fen}"


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

    def __str__(self) -> str:
        return f"{self.sku_id} {self.amount_fen}"

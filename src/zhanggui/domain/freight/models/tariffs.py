"""Freight agreements: what a carrier is paid for which lane, and what it promises for that."""

from datetime import date, timedelta
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from zhanggui.domain.freight.rules import Levels, Surcharges, Table, Zone
from zhanggui.domain.freight.states import TariffState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed


class Tariff(models.Model):
    """One version of what a carrier is paid and promises, for a span of days. What it says never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="tariffs")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    divisor = models.PositiveIntegerField(
        default=0, help_text="cubic centimetres that count as a kilogram; 0: weight only"
    )
    fragile_fen = models.BigIntegerField(default=0)
    insurance_bp = models.PositiveIntegerField(default=0, help_text="hundredths of a percent of the goods")
    insured_from_fen = models.BigIntegerField(default=0)
    cod_bp = models.PositiveIntegerField(default=0, help_text="hundredths of a percent of what is collected")
    cod_least_fen = models.BigIntegerField(default=0)
    on_time_permille = models.PositiveIntegerField()
    damaged_permille = models.PositiveIntegerField()
    lost_permille = models.PositiveIntegerField()
    complaints_permille = models.PositiveIntegerField()
    cod_days = models.PositiveIntegerField(help_text="days until collected money is handed to us")
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in TariffState],
        default=TariffState.PROPOSED,
    )
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=400, blank=True, help_text="why the carrier did not agree")

    objects = LockingQuerySet["Tariff"].as_manager()

    class Meta:
        verbose_name = "freight agreement"
        verbose_name_plural = "freight agreements"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["carrier", "number"], name="freight_tariff_number_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="freight_tariff_days"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once(
                "frozen",
                pgtrigger.Q(old__id__isnull=False),
                except_columns=["state", "answered_by_id", "answered_at", "answer"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} v{self.number}"

    def table(self) -> Table:
        """The prices, for reckoning."""
        return Table(
            zones=tuple(zone.terms() for zone in sorted(self.zones.all(), key=lambda zone: zone.code)),
            surcharges=self.surcharges(),
        )

    def surcharges(self) -> Surcharges:
        """What is asked beyond the weight."""
        return Surcharges(
            divisor=self.divisor,
            fragile_fen=self.fragile_fen,
            insurance_bp=self.insurance_bp,
            insured_from_fen=self.insured_from_fen,
            cod_bp=self.cod_bp,
            cod_least_fen=self.cod_least_fen,
        )

    @property
    def held_until(self) -> date | None:
        """The last day on which it holds, once agreed: earlier than written if it was ended."""
        in_force = TariffInForce.objects.filter(tariff=self).first()
        return in_force.period.upper - timedelta(days=1) if in_force else None

    def levels(self) -> Levels:
        """What the carrier promises for each month."""
        return Levels(
            on_time_permille=self.on_time_permille,
            damaged_permille=self.damaged_permille,
            lost_permille=self.lost_permille,
            complaints_permille=self.complaints_permille,
            cod_days=self.cod_days,
        )


class TariffZone(models.Model):
    """Provinces of one price, from one origin or from any."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tariff = models.ForeignKey(Tariff, on_delete=models.PROTECT, related_name="zones")
    code = models.CharField(max_length=20)
    origin = models.CharField(
        "from province", max_length=40, blank=True, help_text="province of the warehouse; empty: any"
    )
    provinces = ArrayField(models.CharField(max_length=40))
    first_grams = models.PositiveIntegerField()
    first_fen = models.BigIntegerField("price of the first weight fen")
    step_grams = models.PositiveIntegerField()
    step_fen = models.BigIntegerField("price of the next weight fen")
    remote_fen = models.BigIntegerField(default=0)
    hours = models.PositiveIntegerField(help_text="from hand-over to the door")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tariff", "code"], name="freight_zone_once"),
            models.CheckConstraint(
                condition=Q(first_grams__gt=0, step_grams__gt=0, hours__gt=0)
                & Q(first_fen__gte=0, step_fen__gte=0, remote_fen__gte=0),
                name="freight_zone_prices",
            ),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.code

    def terms(self) -> Zone:
        """The zone, for reckoning."""
        return Zone(
            code=self.code,
            origin=self.origin,
            provinces=tuple(self.provinces),
            first_grams=self.first_grams,
            first_fen=self.first_fen,
            step_grams=self.step_grams,
            step_fen=self.step_fen,
            remote_fen=self.remote_fen,
            hours=self.hours,
        )


class TariffInForce(models.Model):
    """A freight agreement that both sides agreed to, and the days on which it holds.

    The days of two agreements of a carrier never overlap; they may only be made fewer (``end_tariff``).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="+")
    tariff = models.OneToOneField(Tariff, on_delete=models.PROTECT, related_name="in_force")
    period = DateRangeField()

    objects = LockingQuerySet["TariffInForce"].as_manager()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="freight_one_tariff_at_a_time",
                expressions=[
                    (
                        Func(F("carrier"), F("carrier"), Value("[]"), function="uuidrange"),
                        RangeOperators.EQUAL,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]
        triggers: ClassVar = [
            governed(),
            publishes_only_approved("tariff_id", version_table="freight_tariff"),
        ]

    def __str__(self) -> str:
        return f"{self.tariff} {self.period}"

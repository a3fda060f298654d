"""Our own delivery: vehicles, where areas lie, and the tours of a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, governed


class Vehicle(models.Model):
    """A vehicle of a warehouse that delivers for our own carrier, and its working day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plate = models.CharField(max_length=20, unique=True)
    carrier = models.ForeignKey("partners.Carrier", on_delete=models.PROTECT, related_name="vehicles")
    warehouse = models.ForeignKey("inventory.Warehouse", on_delete=models.PROTECT, related_name="+")
    capacity_grams = models.PositiveIntegerField()
    fen_per_km = models.PositiveIntegerField(help_text="fuel and wear")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Vehicle"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(capacity_grams__gt=0, ends_at__gt=F("starts_at")), name="freight_vehicle_day"
            )
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.plate


class Area(models.Model):
    """Where a district lies, and when it may be driven into."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    province = models.CharField(max_length=40)
    city = models.CharField(max_length=60)
    district = models.CharField(max_length=60)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    objects = LockingQuerySet["Area"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["province", "city", "district"], name="freight_area_once"),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180)
                & Q(closes_at__gt=F("opens_at")),
                name="freight_area_place",
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.province}{self.city}{self.district}"


class Tour(models.Model):
    """One vehicle's way on one day, and what it saves against driving in the order of packing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="tours")
    day = models.DateField()
    metres = models.PositiveIntegerField()
    simple_metres = models.PositiveIntegerField(help_text="the same stops in the order they were packed")
    grams = models.PositiveIntegerField()
    ends_at = models.TimeField(help_text="back at the warehouse")
    planned_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vehicle", "day"], name="freight_one_tour_a_day"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.number


class Stop(models.Model):
    """One parcel of a tour, and when the vehicle is there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="stops")
    position = models.PositiveSmallIntegerField()
    shipment = models.ForeignKey("delivery.Shipment", on_delete=models.PROTECT, related_name="tour_stops")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    grams = models.PositiveIntegerField()
    arrives_at = models.TimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tour", "position"], name="freight_stop_position"),
            models.UniqueConstraint(fields=["tour", "shipment"], name="freight_stop_once"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.position} {self.shipment_id}"

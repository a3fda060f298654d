"""A parcel as its freight sees it: lane, weight, room, value, and what is collected at its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from zhanggui.domain.freight.models import Tariff, TariffZone
from zhanggui.domain.freight.rules import FRAGILE, Consignment
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen
from zhanggui.schema.compiled import Compiled, Given

_HELD: Compiled[Any] = Compiled(
    lambda: apps.get_model("delivery", "Shipment").objects.locked().filter(pk=Given("shipment"))
)
_SENT: Compiled[tuple[Any, ...]] = Compiled(
    lambda: (
        apps.get_model("delivery", "Shipment")
        .objects.filter(pk=Given("shipment"), shipped_at__isnull=False)
        .values_list(
            "id",
            "order_id",
            "carrier_id",
            "tracking_number",
            "shipped_at",
            "packing",
            "allocation__warehouse_id",
            "allocation__warehouse__province",
            "order__address__province",
            "order__method",
            "order__payable_fen",
            "allocation_id",
        )
    )
)
_WORTH: Compiled[tuple[int, int, int, int]] = Compiled(
    lambda: (
        apps.get_model("delivery", "AllocationLine")
        .objects.filter(allocation=Given("allocation"))
        .order_by("id")
        .values_list("quantity", "order_line__quantity", "order_line__amount_fen", "order_line__discount_fen")
    )
)
_COLLECTS: Compiled[UUID] = Compiled(
    lambda: (
        apps.get_model("freight", "Accrual")
        .objects.filter(shipment__order=Given("order"), cod_fen__gt=0)
        .values_list("id", flat=True)
    )
)
_TARIFF: Compiled[Tariff] = Compiled(
    lambda: Tariff.objects.filter(
        carrier=Given("carrier"),
        in_force__period__startswith__lte=Given("day"),
        in_force__period__endswith__gt=Given("day"),
    )
)
_ZONES: Compiled[TariffZone] = Compiled(lambda: TariffZone.objects.filter(tariff=Given("tariff")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A parcel that a carrier has."""

    shipment_id: UUID
    carrier_id: UUID
    tracking_number: str
    warehouse_id: UUID
    shipped_at: datetime
    parcel: Consignment

    @property
    def day(self) -> date:
        """The day in Shanghai on which the carrier took it: its prices and month are of this day."""
        return self.shipped_at.astimezone(SHANGHAI).date()


def hold_parcel(shipment_id: UUID) -> None:
    """Whoever reckons a parcel at the same moment does so afterwards."""
    _HELD.first(shipment=shipment_id)


def sent_parcel(shipment_id: UUID) -> Sent | None:
    """The parcel, if a carrier has it."""
    row = _SENT.first(shipment=shipment_id)
    if row is None:
        return None
    packing = row[5]
    return Sent(
        shipment_id=row[0],
        carrier_id=row[2],
        tracking_number=row[3],
        shipped_at=row[4],
        warehouse_id=row[6],
        parcel=Consignment(
            origin=row[7],
            province=row[8],
            grams=int(packing["weight_grams"]),
            volume_cm3=int(packing.get("volume_cm3", 0)),
            fragile=FRAGILE in packing.get("handling", ()),
            goods_fen=_worth(_WORTH.all(allocation=row[11])),
            cod_fen=_collected(row[1], row[9], row[10]),
        ),
    )


def _worth(lines: Sequence[tuple[int, int, int, int]]) -> Fen:
    """What the customer pays for the pieces in it."""
    return sum((amount - discount) * pieces // whole for pieces, whole, amount, discount in lines)


def _collected(order_id: UUID, method: str, payable_fen: Fen) -> Fen:
    """What is paid at the door, told once: by the first parcel of the order."""
    if method != "cash_on_delivery" or _COLLECTS.first(order=order_id) is not None:
        return 0
    return payable_fen


def tariff_on(carrier_id: UUID, day: date) -> tuple[Tariff, Sequence[TariffZone]] | None:
    """The freight agreement of a carrier that holds on a day, with its zones."""
    tariff = _TARIFF.first(carrier=carrier_id, day=day)
    return None if tariff is None else (tariff, _ZONES.all(tariff=tariff.pk))

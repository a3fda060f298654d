"""Where freight costs too much (B-7.4.2): by carrier, by lane, and what another would have asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from zhanggui.domain.delivery.promising import promised_on
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.domain.freight.capabilities import SEE_FREIGHT
from zhanggui.domain.freight.counting import span
from zhanggui.domain.freight.models import Accrual, Scorecard, Tariff
from zhanggui.domain.freight.reckoning import consignment
from zhanggui.domain.freight.rules import Table, month_after, price, zone_for
from zhanggui.domain.partners.queries import carriers_for_parcels
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen

LANES = 10
"""How many of the dearest lanes are looked at closely."""
SAMPLE = 500
"""By how many parcels of a lane another carrier's price is reckoned; more are taken in proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What parcels of one name cost together."""

    name: str
    parcels: int
    grams: int
    amount_fen: Fen
    goods_fen: Fen

    @property
    def per_parcel_fen(self) -> Fen:
        return self.amount_fen // self.parcels if self.parcels else 0

    @property
    def per_kg_fen(self) -> Fen:
        return 1000 * self.amount_fen // self.grams if self.grams else 0

    @property
    def share_permille(self) -> int:
        """Of the value of the goods."""
        return 1000 * self.amount_fen // self.goods_fen if self.goods_fen else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneCost:
    """A lane that is dear, and the cheapest carrier that could have kept the promise on it."""

    warehouse: str
    province: str
    carrier: str
    cost: Cost
    promise_hours: int
    cheaper: str
    cheaper_fen: Fen | None
    """What the lane's parcels would have cost with it; none where nobody else could have kept the promise."""

    @property
    def saved_fen(self) -> Fen:
        return 0 if self.cheaper_fen is None else max(0, self.cost.amount_fen - self.cheaper_fen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The freight of a month."""

    month: date
    whole: Cost
    carriers: Sequence[Cost]
    provinces: Sequence[Cost]
    lanes: Sequence[LaneCost]
    days: Sequence[Fen]


def analysis(month: date, *, by: Actor, at: datetime) -> Analysis:
    """What the parcels of a month cost, and where it could have been less."""
    by.require(SEE_FREIGHT)
    carriers = _by(month, "carrier__organisation__name")
    return Analysis(
        month=month,
        whole=_together(carriers),
        carriers=carriers,
        provinces=_by(month, "province"),
        lanes=_lanes(month, at),
        days=_days(month),
    )


_SUMS = {
    "parcels": Count("*"),
    "grams": Sum("charged_grams", default=0),
    "amount": Sum("amount_fen", default=0),
    "goods": Sum("goods_fen", default=0),
}


def _sum(name: str, row: Mapping[str, int]) -> Cost:
    return Cost(
        name=name,
        parcels=row["parcels"],
        grams=row["grams"],
        amount_fen=row["amount"],
        goods_fen=row["goods"],
    )


def _together(costs: Sequence[Cost]) -> Cost:
    """All of them: every parcel has one carrier."""
    return Cost(
        name="",
        parcels=sum(one.parcels for one in costs),
        grams=sum(one.grams for one in costs),
        amount_fen=sum(one.amount_fen for one in costs),
        goods_fen=sum(one.goods_fen for one in costs),
    )


def _by(month: date, name: str) -> list[Cost]:
    rows = Accrual.objects.filter(month=month).values(name).annotate(**_SUMS).order_by("-amount")
    return [_sum(row[name], row) for row in rows]


def _days(month: date) -> list[Fen]:
    """What the parcels of each day of the month cost: of both tables, the rows of the month are read."""
    since, until = span(month)
    found = Accrual.objects.filter(
        month=month, shipment__shipped_at__gte=since, shipment__shipped_at__lt=until
    )
    by_day = found.annotate(day=TruncDate("shipment__shipped_at", tzinfo=SHANGHAI)).values_list("day")
    sums = [0] * (until - since).days
    for day, amount in by_day.annotate(amount=Sum("amount_fen")).order_by():
        sums[(day - month).days] += amount
    return sums


def _lanes(month: date, at: datetime) -> list[LaneCost]:
    keys = ("warehouse__name", "warehouse__province", "province", "carrier__organisation__name")
    rows = Accrual.objects.filter(month=month).values("warehouse_id", "carrier_id", *keys).annotate(**_SUMS)
    dearest = sorted(rows, key=lambda row: -row["amount"] / row["parcels"])[:LANES]
    tables = _tables(month, at)
    return [_lane(row, month, tables) for row in dearest]


def _tables(month: date, at: datetime) -> Mapping[UUID, tuple[str, Table]]:
    """The agreements of carriers that may be given parcels, and that came in time by their last scores."""
    cards = Scorecard.objects.filter(month__lte=month).order_by("carrier", "-month").distinct("carrier")
    late = {card.carrier_id for card in cards if "on_time" in card.below}
    trading = {one.pk: str(one) for one in carriers_for_parcels(at)}
    held = Tariff.objects.filter(
        in_force__period__startswith__lt=month_after(month), in_force__period__endswith__gt=month
    )
    return {
        tariff.carrier_id: (trading[tariff.carrier_id], tariff.table())
        for tariff in held.prefetch_related("zones").order_by("in_force__period")
        if tariff.carrier_id in trading and tariff.carrier_id not in late
    }


def _lane(row: Mapping[str, object], month: date, tables: Mapping[UUID, tuple[str, Table]]) -> LaneCost:
    origin, province = str(row["warehouse__province"]), str(row["province"])
    hours = promise_hours(province, month)
    cost = _sum(f"{row['warehouse__name']} → {province}", row)  # type: ignore[arg-type]
    able = {
        carrier: (name, table)
        for carrier, (name, table) in tables.items()
        if carrier != row["carrier_id"]
        and (zone := zone_for(table.zones, origin, province)) is not None
        and zone.hours <= hours
    }
    parcels = Accrual.objects.filter(
        month=month,
        warehouse=row["warehouse_id"],
        province=province,
        carrier=row["carrier_id"],  # type: ignore[misc]
    )
    name, amount = _cheapest(list(parcels.select_related("warehouse")[:SAMPLE]), cost, able)
    return LaneCost(
        warehouse=str(row["warehouse__name"]),
        province=province,
        carrier=str(row["carrier__organisation__name"]),
        cost=cost,
        promise_hours=hours,
        cheaper=name,
        cheaper_fen=amount,
    )


def _cheapest(
    sample: Sequence[Accrual], cost: Cost, able: Mapping[UUID, tuple[str, Table]]
) -> tuple[str, Fen | None]:
    """Who would have carried the parcels of a lane for least, and for how much."""
    offers = []
    for name, table in able.values():
        prices = [price(table, consignment(one, one.grams)) for one in sample]
        if prices and all(prices):
            whole = sum(one.total_fen for one in prices if one)
            offers.append((whole * cost.parcels // len(sample), name))
    if not offers:
        return "", None
    amount, name = min(offers)
    return name, amount


def promise_hours(province: str, day: date) -> int:
    """Within how many hours of its hand-over a parcel has to be there; none where we do not deliver."""
    since, _ = span(day)
    try:
        return 24 * ((promised_on(province, since) - day) + timedelta(days=1)).days
    except OutOfArea:
        return 0

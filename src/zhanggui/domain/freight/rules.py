"""What a parcel costs to send, by a table of prices; and what a line of a bill comes to. Plain integers.

``docs/algorithms/freight.md`` works through these numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhanggui.domain.freight.refusals import ProvinceTwice, TableWrong
from zhanggui.domain.freight.states import Finding
from zhanggui.kernel.money import Fen

BP = 10_000
"""Hundredths of a percent in a whole."""
WEIGHT_MOST = 1_000_000
"""Grams. Heavier goods do not go as parcels."""
FRAGILE = "fragile"
"""What a packer marks a parcel with that may break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Provinces that cost the same from the same origin, and how soon a parcel is there.

    ``origin`` is the province of the warehouse; empty: any. The first weight costs ``first_fen``, each step
    begun beyond it ``step_fen``; ``remote_fen`` is added to every parcel of a far-off area.
    """

    code: str
    provinces: tuple[str, ...]
    first_grams: int
    first_fen: Fen
    step_grams: int
    step_fen: Fen
    hours: int
    origin: str = ""
    remote_fen: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharges:
    """What is asked beyond the weight. ``divisor``: cubic centimetres that count as a kilogram; 0: none."""

    divisor: int = 0
    fragile_fen: Fen = 0
    insurance_bp: int = 0
    insured_from_fen: Fen = 0
    """Goods of this value or more are insured."""
    cod_bp: int = 0
    cod_least_fen: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What the carrier promises for each month; ``hours`` stand with the zones."""

    on_time_permille: int
    damaged_permille: int
    lost_permille: int
    complaints_permille: int
    cod_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of prices as it is agreed."""

    zones: tuple[Zone, ...]
    surcharges: Surcharges


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """A parcel as its freight sees it. ``goods_fen``: its value; ``cod_fen``: collected at the door."""

    origin: str
    province: str
    grams: int
    volume_cm3: int = 0
    fragile: bool = False
    goods_fen: Fen = 0
    cod_fen: Fen = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: what it is, how often, and what it adds."""

    what: str
    count: int
    fen: Fen


@dataclass(frozen=True, slots=True)
class Priced:
    """What a parcel costs, by which zone and weight, and why."""

    zone: Zone
    charged_grams: int
    steps: tuple[Step, ...]

    @property
    def total_fen(self) -> Fen:
        return sum(step.fen for step in self.steps)

    def document(self) -> list[dict[str, Any]]:
        """The explanation as it is kept with the amount."""
        return [{"what": step.what, "count": step.count, "fen": step.fen} for step in self.steps]


def charged_grams(grams: int, volume_cm3: int, divisor: int) -> int:
    """The weight that counts: its own, or what its room would weigh, whichever is more.

    >>> charged_grams(800, 0, 8000), charged_grams(800, 12_000, 8000), charged_grams(800, 12_000, 0)
    (800, 1500, 800)
    """
    by_room = -(-volume_cm3 * 1000 // divisor) if divisor else 0
    return max(grams, by_room)


def steps_beyond(grams: int, first_grams: int, step_grams: int) -> int:
    """How many steps beyond the first weight are begun.

    >>> [steps_beyond(grams, 1000, 500) for grams in (1, 1000, 1001, 1500, 1501)]
    [0, 0, 1, 1, 2]
    """
    return max(0, -(-(grams - first_grams) // step_grams))


def share_of(amount: Fen, bp: int) -> Fen:
    """So many hundredths of a percent, to the nearest fen, half a fen upwards.

    >>> share_of(29_900, 50), share_of(99, 50), share_of(100, 50)
    (150, 0, 1)
    """
    return (amount * bp + BP // 2) // BP


def zone_for(zones: Iterable[Zone], origin: str, province: str) -> Zone | None:
    """The zone of a lane: one that names the origin before one for any."""
    fitting = [zone for zone in zones if province in zone.provinces and zone.origin in ("", origin)]
    return max(fitting, key=lambda zone: zone.origin, default=None)


def price(table: Table, parcel: Consignment) -> Priced | None:
    """What the parcel costs by this table; None where the table has no such lane."""
    zone = zone_for(table.zones, parcel.origin, parcel.province)
    if zone is None:
        return None
    more = table.surcharges
    weight = charged_grams(parcel.grams, parcel.volume_cm3, more.divisor)
    beyond = steps_beyond(weight, zone.first_grams, zone.step_grams)
    insured = more.insurance_bp and parcel.goods_fen >= more.insured_from_fen
    steps = (
        Step("first_weight", 1, zone.first_fen),
        Step("next_weight", beyond, beyond * zone.step_fen),
        Step("remote", 1, zone.remote_fen),
        Step("fragile", 1, more.fragile_fen if parcel.fragile else 0),
        Step("insurance", 1, share_of(parcel.goods_fen, more.insurance_bp) if insured else 0),
        Step("cash_on_delivery", 1, _cod_fee(parcel.cod_fen, more)),
    )
    return Priced(zone, weight, tuple(step for step in steps if step.fen or step.what == "first_weight"))


def _cod_fee(cod_fen: Fen, more: Surcharges) -> Fen:
    return max(more.cod_least_fen, share_of(cod_fen, more.cod_bp)) if cod_fen else 0


def refuse_incomplete(table: Table, levels: Levels) -> None:
    """Refuse a table that leaves a price open, or names a province twice from the same origin."""
    if not table.zones:
        raise TableWrong(problem="no zone")
    seen: set[tuple[str, str]] = set()
    for zone in table.zones:
        if not zone.provinces or zone.first_grams <= 0 or zone.step_grams <= 0 or zone.hours <= 0:
            raise TableWrong(problem=zone.code)
        if min(zone.first_fen, zone.step_fen, zone.remote_fen) < 0:
            raise TableWrong(problem=zone.code)
        for province in zone.provinces:
            if (zone.origin, province) in seen:
                raise ProvinceTwice(province=province)
            seen.add((zone.origin, province))
    shares = (
        levels.on_time_permille, levels.damaged_permille, levels.lost_permille, levels.complaints_permille,
    )  # fmt: skip
    if not all(0 <= share <= 1000 for share in shares) or levels.cod_days < 0:
        raise TableWrong(problem="levels")
    more = table.surcharges
    if min(more.divisor, more.fragile_fen, more.insurance_bp, more.cod_bp, more.cod_least_fen) < 0:
        raise TableWrong(problem="surcharges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What we reckoned for a parcel, and what its price would be by a weight that the carrier names."""

    amount_fen: Fen
    by_their_weight_fen: Fen


def compare(billed_fen: Fen, ours: Ours | None, *, billed_before: bool) -> Finding:
    """What a line of a bill comes to, against our own reckoning of that parcel.

    >>> ours = Ours(amount_fen=800, by_their_weight_fen=1000)
    >>> [compare(fen, ours, billed_before=False).value for fen in (800, 1000, 1200)]
    ['agrees', 'weight_differs', 'price_differs']
    >>> compare(800, None, billed_before=False).value, compare(800, ours, billed_before=True).value
    ('not_ours', 'billed_twice')
    """
    if ours is None:
        return Finding.NOT_OURS
    if billed_before:
        return Finding.BILLED_TWICE
    if billed_fen == ours.amount_fen:
        return Finding.AGREES
    if billed_fen == ours.by_their_weight_fen:
        return Finding.WEIGHT_DIFFERS
    return Finding.PRICE_DIFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a carrier did in a month, in parcels, as recorded."""

    ended: int = 0
    """Parcels that reached their end in the month: delivered, brought back, or lost."""
    on_time: int = 0
    promised: int = 0
    """Delivered parcels that had a promise: what ``on_time`` is a share of."""
    damaged: int = 0
    lost: int = 0
    complaints: int = 0
    cod_collected: int = 0
    cod_late: int = 0
    in_hours: int = 0
    """Delivered within the hours that the agreement names for their lane."""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure of the month against its level: points out of a hundred, and whether the level was kept."""

    what: str
    permille: int
    level: int
    points: int
    kept: bool


WEIGHTS: Mapping[str, int] = {"on_time": 40, "damaged": 20, "lost": 20, "complaints": 10, "cod_late": 10}
"""How much each figure counts in the score of a month; together a hundred."""


def permille(part: int, whole: int) -> int:
    """A share in thousandths, rounded to the nearest; nothing of nothing is none.

    >>> permille(995, 1000), permille(1, 3), permille(0, 0)
    (995, 333, 0)
    """
    return (2000 * part + whole) // (2 * whole) if whole else 0


def score(kept: Kept, levels: Levels) -> tuple[Score, ...]:
    """Each figure against its level. What has no parcel to judge by counts as kept.

    A figure at its level or better has its full points; each thousandth beyond takes a twentieth of them.
    """
    wanted = (
        (
            "on_time",
            permille(kept.on_time, kept.promised) if kept.promised else 1000,
            levels.on_time_permille,
        ),
        ("damaged", permille(kept.damaged, kept.ended), levels.damaged_permille),
        ("lost", permille(kept.lost, kept.ended), levels.lost_permille),
        ("complaints", permille(kept.complaints, kept.ended), levels.complaints_permille),
        ("cod_late", permille(kept.cod_late, kept.cod_collected), 0),
    )
    return tuple(_scored(what, found, level) for what, found, level in wanted)


def _scored(what: str, found: int, level: int) -> Score:
    short = max(0, level - found if what == "on_time" else found - level)
    points = WEIGHTS[what] * max(0, 20 - short) // 20
    return Score(what, found, level, points, kept=short == 0)


def total(scores: Sequence[Score]) -> int:
    """The points of a month, out of a hundred."""
    return sum(one.points for one in scores)


def first_of_month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month after.

    >>> str(month_after(date(2026, 12, 1)))
    '2027-01-01'
    """
    return (month + timedelta(days=32)).replace(day=1)


def spent_percent(spent_fen: Fen, budget_fen: Fen) -> int:
    """How much of a budget is spent, in whole percent, rounded down.

    >>> spent_percent(79_99, 100_00), spent_percent(80_00, 100_00), spent_percent(101_00, 100_00)
    (79, 80, 101)
    """
    return 100 * spent_fen // budget_fen


def tariff_content(tariff: Any, zones: Iterable[Any]) -> dict[str, Any]:
    """What is approved when a freight agreement is: every price, every surcharge, every level, its days."""
    named = (
        "divisor", "fragile_fen", "insurance_bp", "insured_from_fen", "cod_bp", "cod_least_fen",
        "on_time_permille", "damaged_permille", "lost_permille", "complaints_permille", "cod_days",
    )  # fmt: skip
    rows = [
        [
            zone.code, zone.origin, sorted(zone.provinces), zone.first_grams, zone.first_fen,
            zone.step_grams, zone.step_fen, zone.remote_fen, zone.hours,
        ]
        for zone in zones
    ]  # fmt: skip
    return {
        "carrier": str(tariff.carrier_id),
        "starts_on": tariff.starts_on.isoformat(),
        "ends_on": tariff.ends_on.isoformat(),
        "zones": sorted(rows),
        **{name: getattr(tariff, name) for name in named},
    }


def budget_content(budget: Any) -> dict[str, Any]:
    """What is approved when a budget is."""
    return {
        "month": budget.month.isoformat(),
        "carrier": str(budget.carrier_id or ""),
        "warehouse": str(budget.warehouse_id or ""),
        "province": budget.province,
        "amount_fen": budget.amount_fen,
        "assumptions": budget.assumptions,
    }


def acceptance_content(acceptance: Any) -> dict[str, Any]:
    """What is approved when differences on a bill are accepted: which lines, and what they come to."""
    return {"bill": str(acceptance.bill_id), "lines": acceptance.lines_asked, "reason": acceptance.reason}

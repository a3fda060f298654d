"""What the carrier of a history is paid: no history tells it, so a plain agreement of our own is made."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.freight.models import TariffZone
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.propose_tariff import TariffWish, propose_tariff
from zhanggui.domain.freight.rules import Levels, Surcharges, Table, Zone
from zhanggui.domain.partners.models import Carrier
from zhanggui.kernel.money import Fen
from zhanggui.replay.cast import firm_of, judge, staff

NEAR, FAR = (600, 150), (1_200, 400)
"""Fen for the first kilogram, and for each after it."""
YEARS = timedelta(days=3650)
LEVELS = Levels(on_time_permille=900, damaged_permille=5, lost_permille=2, complaints_permille=20, cod_days=7)


def agree(history: str, carrier_id: UUID, provinces: Sequence[str], at: datetime) -> None:
    """One table for the whole history: near is where most customers live, far is everywhere else."""
    near, *far = provinces or ["–"]
    far = [province for province in dict.fromkeys([*far, "–"]) if province != near]
    table = Table(
        zones=(_zone("near", [near], NEAR, 72), _zone("far", far, FAR, 240)),
        surcharges=Surcharges(),
    )
    wish = TariffWish(table=table, levels=LEVELS, starts_on=at.date(), ends_on=(at + YEARS).date())
    tariff = propose_tariff(carrier_id=carrier_id, wish=wish, by=staff(history, "logistics"), at=at)
    judge(tariff.id, "approve", staff(history, "executive"), at)
    firm = Carrier.objects.values_list("organisation_id", flat=True).get(pk=carrier_id)
    confirm_tariff(tariff_id=tariff.id, by=firm_of(firm), at=at)


def _zone(code: str, provinces: Sequence[str], fen: tuple[Fen, Fen], hours: int) -> Zone:
    return Zone(
        code=code,
        provinces=tuple(provinces),
        first_grams=1_000,
        first_fen=fen[0],
        step_grams=1_000,
        step_fen=fen[1],
        hours=hours,
    )


def near(carrier_id: UUID) -> str:
    """The province that the agreement with this carrier calls near."""
    found = TariffZone.objects.filter(tariff__carrier=carrier_id, code="near")
    provinces: Sequence[str] = found.values_list("provinces", flat=True)[0]
    return provinces[0]

"""Proposing what a carrier is paid, and what it promises for that."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhanggui.domain.freight import rules
from zhanggui.domain.freight.capabilities import PROPOSE_TARIFFS
from zhanggui.domain.freight.facts import TariffProposed
from zhanggui.domain.freight.models import Tariff, TariffZone
from zhanggui.domain.freight.refusals import PeriodWrong
from zhanggui.domain.freight.rules import Levels, Table, Zone
from zhanggui.domain.partners.queries import carrier_of_id
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffWish:
    """The prices, the levels of service, and from which day to which they are to hold (both included)."""

    table: Table
    levels: Levels
    starts_on: date
    ends_on: date


@transaction.atomic
def propose_tariff(*, carrier_id: UUID, wish: TariffWish, by: Actor, at: datetime) -> Tariff:
    """Submit a freight agreement for approval. It holds when the carrier has agreed to it as well."""
    by.require(PROPOSE_TARIFFS)
    carrier = carrier_of_id(carrier_id)
    hold_partner(carrier.organisation_id)
    if wish.ends_on < wish.starts_on:
        raise PeriodWrong
    rules.refuse_incomplete(wish.table, wish.levels)
    last = Tariff.objects.filter(carrier=carrier).aggregate(last=Max("number"))["last"] or 0
    tariff = _tariff(wish, by, at)
    tariff.carrier, tariff.number = carrier, last + 1
    zones = [_zone(zone) for zone in wish.table.zones]
    tariff.digest = approvals.digest_of(rules.tariff_content(tariff, zones))
    tariff.save(force_insert=True)
    for zone in zones:
        zone.tariff = tariff
    TariffZone.objects.bulk_create(zones)
    approvals.submit(approvals.policy_of("freight.tariff"), tariff, by=by, at=at)
    fact = TariffProposed(carrier=str(carrier), number=tariff.number)
    trail.record(fact, on=tariff, by=by, at=at, thread=carrier)
    return tariff


def _tariff(wish: TariffWish, by: Actor, at: datetime) -> Tariff:
    more, levels = wish.table.surcharges, wish.levels
    return Tariff(
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        divisor=more.divisor,
        fragile_fen=more.fragile_fen,
        insurance_bp=more.insurance_bp,
        insured_from_fen=more.insured_from_fen,
        cod_bp=more.cod_bp,
        cod_least_fen=more.cod_least_fen,
        on_time_permille=levels.on_time_permille,
        damaged_permille=levels.damaged_permille,
        lost_permille=levels.lost_permille,
        complaints_permille=levels.complaints_permille,
        cod_days=levels.cod_days,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )


def _zone(zone: Zone) -> TariffZone:
    return TariffZone(
        code=zone.code,
        origin=zone.origin,
        provinces=sorted(zone.provinces),
        first_grams=zone.first_grams,
        first_fen=zone.first_fen,
        step_grams=zone.step_grams,
        step_fen=zone.step_fen,
        remote_fen=zone.remote_fen,
        hours=zone.hours,
    )

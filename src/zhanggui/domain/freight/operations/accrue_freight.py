"""A parcel was handed over: what it costs is owed from now on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.freight import accounts
from zhanggui.domain.freight.capabilities import ACCRUE
from zhanggui.domain.freight.facts import FreightAccrued
from zhanggui.domain.freight.models import Accrual, Reckoning, Tariff
from zhanggui.domain.freight.parcels import Sent, hold_parcel, sent_parcel, tariff_on
from zhanggui.domain.freight.rules import Priced, Table, first_of_month, price
from zhanggui.domain.freight.states import Why
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert

_KNOWN: Compiled[Accrual] = Compiled(lambda: Accrual.objects.filter(shipment=Given("shipment")))


@transaction.atomic
def accrue_freight(*, shipment_id: UUID, by: Actor, at: datetime) -> Accrual | None:
    """Reckon the freight of a parcel by the agreement of the day it was handed over, and book it.

    Doing it again changes nothing. Where no agreed price covers the lane nothing is owed yet: the parcel
    stands on the list of those without freight until there is one (``queries.unpriced``).
    """
    by.require(ACCRUE)
    hold_parcel(shipment_id)
    if known := _KNOWN.first(shipment=shipment_id):
        return known
    sent = sent_parcel(shipment_id)
    if sent is None:
        raise NotFound
    found = tariff_on(sent.carrier_id, sent.day)
    if found is None:
        return None
    tariff, zones = found
    table = Table(zones=tuple(zone.terms() for zone in zones), surcharges=tariff.surcharges())
    priced = price(table, sent.parcel)
    if priced is None:
        return None

    accrual = _accrual(sent, tariff, priced, at)
    fact = FreightAccrued(
        tracking_number=sent.tracking_number, zone=priced.zone.code, amount_fen=priced.total_fen
    )
    with pipelined():
        insert(accrual)
        insert(_reckoning(accrual, priced, by, at))
        if accrual.amount_fen:
            ledger.post(_entry(accrual, sent.shipped_at), by=by)
        trail.record(fact, on=accrual, by=by, at=at, thread=trail.Subject("delivery.shipment", shipment_id))
    return accrual


def _accrual(sent: Sent, tariff: Tariff, priced: Priced, at: datetime) -> Accrual:
    parcel = sent.parcel
    return Accrual(
        shipment_id=sent.shipment_id,
        tracking_number=sent.tracking_number,
        carrier_id=sent.carrier_id,
        tariff=tariff,
        zone=priced.zone.code,
        warehouse_id=sent.warehouse_id,
        province=parcel.province,
        month=first_of_month(sent.day),
        grams=parcel.grams,
        volume_cm3=parcel.volume_cm3,
        fragile=parcel.fragile,
        goods_fen=parcel.goods_fen,
        cod_fen=parcel.cod_fen,
        charged_grams=priced.charged_grams,
        amount_fen=priced.total_fen,
        accrued_at=at,
    )


def _reckoning(accrual: Accrual, priced: Priced, by: Actor, at: datetime) -> Reckoning:
    return Reckoning(
        accrual=accrual,
        number=1,
        why=Why.HANDED_OVER,
        grams=accrual.grams,
        charged_grams=accrual.charged_grams,
        amount_fen=accrual.amount_fen,
        explanation=priced.document(),
        reckoned_by_id=by.account_id,
        reckoned_at=at,
    )


def _entry(accrual: Accrual, at: datetime) -> ledger.Entry:
    return ledger.Entry(
        kind="freight.accrued",
        key=f"freight.accrued/{accrual.shipment_id}",
        at=at,
        subject=ledger.Subject.of(accrual),
        transfers=[accounts.costs_more(accrual.carrier_id, accrual.amount_fen)],
    )

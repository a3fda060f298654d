"""Reckoning the freight of a parcel anew, and what that changes in the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhanggui.domain.freight import accounts
from zhanggui.domain.freight.models import Accrual, Reckoning
from zhanggui.domain.freight.rules import Consignment, Priced, price
from zhanggui.domain.freight.states import Why
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Transfer


def consignment(accrual: Accrual, grams: int) -> Consignment:
    """The parcel of an accrual, as if it had this weight."""
    return Consignment(
        origin=accrual.warehouse.province,
        province=accrual.province,
        grams=grams,
        volume_cm3=accrual.volume_cm3,
        fragile=accrual.fragile,
        goods_fen=accrual.goods_fen,
        cod_fen=accrual.cod_fen,
    )


def by_weight(accrual: Accrual, grams: int) -> Priced:
    """What it would cost by this weight, by the agreement it was reckoned with."""
    priced = price(accrual.tariff.table(), consignment(accrual, grams))
    if priced is None:  # its zone stood in the table when it was reckoned, and tables never change
        raise LookupError(accrual.zone)
    return priced


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why something is reckoned anew, in a word and in words, by whom and when."""

    why: Why
    note: str
    by: Actor
    at: datetime


def reckon(accrual: Accrual, priced: Priced, grams: int, occasion: Occasion) -> Reckoning:
    """Take this price in place of the last, with its explanation. The books follow by ``difference``."""
    accrual.grams, accrual.charged_grams = grams, priced.charged_grams
    accrual.amount_fen = priced.total_fen
    accrual.save(update_fields=["grams", "charged_grams", "amount_fen"])
    return keep(accrual, priced.document(), occasion)


def keep(accrual: Accrual, explanation: Sequence[Any], occasion: Occasion) -> Reckoning:
    """Write down how the amount that counts now came about."""
    last = accrual.reckonings.order_by("-number").values_list("number", flat=True).first() or 0
    return Reckoning.objects.create(
        accrual=accrual,
        number=last + 1,
        why=occasion.why,
        grams=accrual.grams,
        charged_grams=accrual.charged_grams,
        amount_fen=accrual.amount_fen,
        explanation=list(explanation),
        note=occasion.note[:200],
        reckoned_by_id=occasion.by.account_id,
        reckoned_at=occasion.at,
    )


def difference(accrual: Accrual, before_fen: Fen) -> list[Transfer]:
    """What the books have to move when the amount was ``before_fen``."""
    change = accrual.amount_fen - before_fen
    return [accounts.costs_more(accrual.carrier_id, change)] if change else []


def book(
    kind: str, key: str, accrual: Accrual, transfers: Sequence[Transfer], by: Actor, at: datetime
) -> None:
    """Move money about one parcel; nothing where nothing moves."""
    if transfers:
        entry = ledger.Entry(
            kind=kind, key=key, at=at, subject=ledger.Subject.of(accrual), transfers=list(transfers)
        )
        ledger.post(entry, by=by)

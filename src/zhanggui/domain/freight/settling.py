"""What becomes of a line of a bill: it is paid as billed, by our reckoning, or not at all."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.domain.freight import accounts, reckoning
from zhanggui.domain.freight.models import Accrual, BillLine
from zhanggui.domain.freight.reckoning import Occasion
from zhanggui.domain.freight.states import LINE, AccrualState, Finding, Why
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms.ledger import Transfer

OWED = (Finding.AGREES, Finding.WEIGHT_DIFFERS, Finding.PRICE_DIFFERS)
"""Findings about a parcel that is owed something."""


def pay_as_billed(line: BillLine, *, note: str, by: Actor, at: datetime) -> list[Transfer]:
    """Take what the carrier asks in place of our reckoning, and pay it. A parcel not billed costs nothing."""
    accrual = _held(line)
    before = accrual.amount_fen
    occasion = Occasion(why=Why.BILLED, note=note, by=by, at=at)
    if line.finding == Finding.WEIGHT_DIFFERS:
        priced = reckoning.by_weight(accrual, line.grams)
        reckoning.reckon(accrual, priced, line.grams, occasion)
    else:
        accrual.amount_fen = line.billed_fen
        accrual.save(update_fields=["amount_fen"])
        asked = [{"what": "as_billed", "count": 1, "fen": line.billed_fen}]
        reckoning.keep(accrual, asked, occasion)
    return reckoning.difference(accrual, before) + _settle(line, accrual, at)


def pay_as_reckoned(line: BillLine, *, at: datetime) -> list[Transfer]:
    """The carrier gave way: a parcel of ours is paid by our reckoning; anything else is not paid at all.

    A parcel that the bill does not name is owed as before, and waits for the next bill.
    """
    if line.finding in OWED:
        return _settle(line, _held(line), at)
    line.state = LINE.after(line.state, "close")
    line.settled_at = at
    line.save(update_fields=["state", "settled_at", "reply", "replied_at"])
    if line.finding == Finding.MISSING:
        accrual = _held(line)
        accrual.state = AccrualState.OPEN
        accrual.save(update_fields=["state"])
    return []


def _held(line: BillLine) -> Accrual:
    return Accrual.objects.locked().select_related("tariff", "warehouse").get(bill_lines=line)


def _settle(line: BillLine, accrual: Accrual, at: datetime) -> list[Transfer]:
    line.state = LINE.after(line.state, "accept")
    line.settled_fen, line.settled_at = accrual.amount_fen, at
    line.save(update_fields=["state", "settled_fen", "settled_at", "reply", "replied_at"])
    accrual.state = AccrualState.ACCEPTED
    accrual.save(update_fields=["state"])
    return [accounts.agreed(accrual.carrier_id, accrual.amount_fen)] if accrual.amount_fen else []


def together(transfers: Sequence[Transfer]) -> list[Transfer]:
    """Transfers between the same two accounts as one."""
    sums: dict[tuple[UUID, UUID], Fen] = {}
    sides: dict[tuple[UUID, UUID], Transfer] = {}
    for one in transfers:
        key = one.debit.id, one.credit.id
        sums[key] = sums.get(key, 0) + one.amount
        sides[key] = one
    return [
        Transfer(debit=sides[key].debit, credit=sides[key].credit, amount=amount)
        for key, amount in sums.items()
    ]

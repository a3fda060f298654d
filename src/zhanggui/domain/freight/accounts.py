"""The money accounts between the house and its carriers, in fen.

    handed over      cost               →  accrued(carrier)
    reckoned anew    the difference the same way, or back
    billed, agreed   accrued(carrier)   →  due(carrier)
    paid out         due(carrier)       →  bank (by finance)

``due`` is guarded: no carrier is paid what was not agreed.
"""

from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import CNY, HOUSE, AccountRef, Transfer

FREIGHT_COST = ledger.account_kind("freight.cost", side="debit")
"""What sending parcels costs the house."""
ACCRUED = ledger.account_kind("freight.accrued", side="credit")
"""What a carrier has earned by the table of prices, and has not billed in agreement."""
DUE = ledger.account_kind("freight.carrier_due", side="credit", guarded=True)
"""What a carrier is to be paid by agreed lines of its bills."""

COST = FREIGHT_COST.of(HOUSE, CNY)


def accrued(carrier_id: UUID) -> AccountRef:
    return ACCRUED.of(carrier_id, CNY)


def due(carrier_id: UUID) -> AccountRef:
    return DUE.of(carrier_id, CNY)


def costs_more(carrier_id: UUID, amount: int) -> Transfer:
    """So much more is owed to a carrier by the table of prices; below zero, so much less."""
    if amount > 0:
        return Transfer(debit=COST, credit=accrued(carrier_id), amount=amount)
    return Transfer(debit=accrued(carrier_id), credit=COST, amount=-amount)


def agreed(carrier_id: UUID, amount: int) -> Transfer:
    """An amount is agreed, and is to be paid."""
    return Transfer(debit=accrued(carrier_id), credit=due(carrier_id), amount=amount)

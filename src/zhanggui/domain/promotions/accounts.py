"""The accounts of promotions, in uses: how often something may still be had.

    announced with a limit      promised  →  left
    claimed, or ordered         left      →  taken     (of an order: pending until it is paid)
    called off, expired         taken     →  left

``left`` is guarded: the database itself gives nobody a use beyond the announced limit, however many ask at
once. Promotions without a limit have no accounts.
"""

from uuid import UUID

from zhanggui.mechanisms import ledger

UNIT = "uses"
LEFT = ledger.account_kind("promotions.left", side="debit", guarded=True)
"""How often it may still be had."""
TAKEN = ledger.account_kind("promotions.taken", side="debit")
"""How often it was had."""
PROMISED = ledger.account_kind("promotions.promised", side="credit")
"""The limit, as it was announced."""


def left(promotion_id: UUID) -> ledger.AccountRef:
    return LEFT.of(promotion_id, UNIT)


def taken(promotion_id: UUID) -> ledger.AccountRef:
    return TAKEN.of(promotion_id, UNIT)


def promised(promotion_id: UUID) -> ledger.AccountRef:
    return PROMISED.of(promotion_id, UNIT)

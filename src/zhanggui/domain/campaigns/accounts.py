"""The money of campaigns: what was approved, what is left of it, what was spent. All in fen.

    a plan adopted          approved  →  left
    an expense recorded     left      →  spent

``left`` is guarded: the database itself lets nobody spend more than was approved.
"""

from uuid import UUID

from zhanggui.identity.actor import HOUSE
from zhanggui.mechanisms import ledger

LEFT = ledger.account_kind("campaigns.left", side="debit", guarded=True)
SPENT = ledger.account_kind("campaigns.spent", side="debit")
APPROVED = ledger.account_kind("campaigns.approved", side="credit")


def left(campaign_id: UUID) -> ledger.AccountRef:
    return LEFT.of(campaign_id, ledger.CNY)


def spent(campaign_id: UUID) -> ledger.AccountRef:
    return SPENT.of(campaign_id, ledger.CNY)


def approved() -> ledger.AccountRef:
    return APPROVED.of(HOUSE, ledger.CNY)

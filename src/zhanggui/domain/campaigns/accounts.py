"""The budgets of campaigns, in fen that may be spent: what was approved, what is left, what was spent.

A budget is a permission and no money, so it has a unit of its own, and the books of the house do not see it.

    a plan adopted          approved  →  left
    an expense recorded     left      →  spent

``left`` is guarded: the database itself lets nobody spend more than was approved.
"""

from uuid import UUID

from zhanggui.identity.actor import HOUSE
from zhanggui.mechanisms import ledger

UNIT = "budget"
LEFT = ledger.account_kind("campaigns.left", side="debit", guarded=True)
SPENT = ledger.account_kind("campaigns.spent", side="debit")
APPROVED = ledger.account_kind("campaigns.approved", side="credit")


def left(campaign_id: UUID) -> ledger.AccountRef:
    return LEFT.of(campaign_id, UNIT)


def spent(campaign_id: UUID) -> ledger.AccountRef:
    return SPENT.of(campaign_id, UNIT)


def approved() -> ledger.AccountRef:
    return APPROVED.of(HOUSE, UNIT)

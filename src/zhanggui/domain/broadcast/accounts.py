"""The pieces set aside for one thing on air: taken from what is sellable when its slot is confirmed."""

from uuid import UUID

from zhanggui.domain.inventory.accounts import CLAIMS
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import AccountRef

QUOTA = ledger.account_kind("broadcast.quota", side="debit", guarded=True, plane=CLAIMS)
"""What buyers of a slot may still have of one thing shown in it."""


def quota(slot_goods_id: UUID, sku_id: UUID) -> AccountRef:
    return QUOTA.of(slot_goods_id, ledger.goods(sku_id))

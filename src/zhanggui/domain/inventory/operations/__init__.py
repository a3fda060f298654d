"""What can be done with goods and their accounts: one verb per file."""

from zhanggui.domain.inventory.operations.count_stock import count_stock
from zhanggui.domain.inventory.operations.drop_correction import drop_correction
from zhanggui.domain.inventory.operations.hold_stock import hold_stock
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.operations.post_correction import post_correction
from zhanggui.domain.inventory.operations.propose_correction import propose_correction
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.operations.release_hold import release_hold
from zhanggui.domain.inventory.operations.scrap_hold import scrap_hold

__all__ = [
    "count_stock",
    "drop_correction",
    "hold_stock",
    "inspect_receipt_line",
    "open_warehouse",
    "post_correction",
    "propose_correction",
    "receive_goods",
    "release_hold",
    "scrap_hold",
]

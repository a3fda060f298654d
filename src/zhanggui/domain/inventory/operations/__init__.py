"""What can be done with goods and their accounts: one verb per file."""

from zhanggui.domain.inventory.operations.add_location import add_location
from zhanggui.domain.inventory.operations.announce_delivery import announce_delivery
from zhanggui.domain.inventory.operations.approve_document import approve_document
from zhanggui.domain.inventory.operations.arrive_document import arrive_document
from zhanggui.domain.inventory.operations.attach_paper import attach_paper
from zhanggui.domain.inventory.operations.cancel_delivery import cancel_delivery
from zhanggui.domain.inventory.operations.cancel_document import cancel_document
from zhanggui.domain.inventory.operations.close_month import close_month
from zhanggui.domain.inventory.operations.count_stock import count_stock
from zhanggui.domain.inventory.operations.declare_stock import declare_stock
from zhanggui.domain.inventory.operations.dispatch_document import dispatch_document
from zhanggui.domain.inventory.operations.drop_correction import drop_correction
from zhanggui.domain.inventory.operations.drop_document import drop_document
from zhanggui.domain.inventory.operations.hold_recalled import hold_recalled
from zhanggui.domain.inventory.operations.hold_stock import hold_stock
from zhanggui.domain.inventory.operations.import_declared_stock import import_declared_stock
from zhanggui.domain.inventory.operations.import_measures import import_measures
from zhanggui.domain.inventory.operations.inspect_receipt_line import inspect_receipt_line
from zhanggui.domain.inventory.operations.judge_spot_check import judge_spot_check
from zhanggui.domain.inventory.operations.measure_sku import measure_sku
from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.operations.plan_inspection import plan_inspection
from zhanggui.domain.inventory.operations.post_correction import post_correction
from zhanggui.domain.inventory.operations.prepare_document import prepare_document
from zhanggui.domain.inventory.operations.propose_correction import propose_correction
from zhanggui.domain.inventory.operations.recall_lot import recall_lot
from zhanggui.domain.inventory.operations.receive_goods import receive_goods
from zhanggui.domain.inventory.operations.release_hold import release_hold
from zhanggui.domain.inventory.operations.scrap_hold import scrap_hold
from zhanggui.domain.inventory.operations.set_home import set_home
from zhanggui.domain.inventory.operations.settle_withheld import settle_withheld
from zhanggui.domain.inventory.operations.take_spot_check import take_spot_check

__all__ = [
    "add_location",
    "announce_delivery",
    "approve_document",
    "arrive_document",
    "attach_paper",
    "cancel_delivery",
    "cancel_document",
    "close_month",
    "count_stock",
    "declare_stock",
    "dispatch_document",
    "drop_correction",
    "drop_document",
    "hold_recalled",
    "hold_stock",
    "import_declared_stock",
    "import_measures",
    "inspect_receipt_line",
    "judge_spot_check",
    "measure_sku",
    "open_warehouse",
    "plan_inspection",
    "post_correction",
    "prepare_document",
    "propose_correction",
    "recall_lot",
    "receive_goods",
    "release_hold",
    "scrap_hold",
    "set_home",
    "settle_withheld",
    "take_spot_check",
]

"""What can be done at the packing benches, at the ramp, and by suppliers that send themselves."""

from zhanggui.domain.packing.operations.accept_drop_order import accept_drop_order
from zhanggui.domain.packing.operations.add_box_type import add_box_type
from zhanggui.domain.packing.operations.ask_late_suppliers import ask_late_suppliers
from zhanggui.domain.packing.operations.close_parcel import close_parcel
from zhanggui.domain.packing.operations.connect_call import connect_call
from zhanggui.domain.packing.operations.decline_drop_order import decline_drop_order
from zhanggui.domain.packing.operations.end_relays import end_relays
from zhanggui.domain.packing.operations.label_drop_order import label_drop_order
from zhanggui.domain.packing.operations.leave_bench import leave_bench
from zhanggui.domain.packing.operations.load_parcel import load_parcel
from zhanggui.domain.packing.operations.look_again import look_again
from zhanggui.domain.packing.operations.open_hand_over import open_hand_over
from zhanggui.domain.packing.operations.pack_drop_order import pack_drop_order
from zhanggui.domain.packing.operations.report_pack_trouble import Trouble, report_pack_trouble
from zhanggui.domain.packing.operations.retire_box_type import retire_box_type
from zhanggui.domain.packing.operations.scan_into_parcel import scan_into_parcel
from zhanggui.domain.packing.operations.sign_hand_over import sign_hand_over
from zhanggui.domain.packing.operations.take_to_bench import take_to_bench
from zhanggui.domain.packing.operations.weigh_parcel import weigh_parcel

__all__ = [
    "Trouble",
    "accept_drop_order",
    "add_box_type",
    "ask_late_suppliers",
    "close_parcel",
    "connect_call",
    "decline_drop_order",
    "end_relays",
    "label_drop_order",
    "leave_bench",
    "load_parcel",
    "look_again",
    "open_hand_over",
    "pack_drop_order",
    "report_pack_trouble",
    "retire_box_type",
    "scan_into_parcel",
    "sign_hand_over",
    "take_to_bench",
    "weigh_parcel",
]

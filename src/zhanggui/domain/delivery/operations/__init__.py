"""What can be done with orders on their way to customers: one verb per file."""

from zhanggui.domain.delivery.operations.allocate_batch import allocate_batch
from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.end_shortage import end_shortage
from zhanggui.domain.delivery.operations.fill_shortage import fill_shortage
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.hand_over_parcel import hand_over_parcel
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.operations.plan_wave import plan_wave
from zhanggui.domain.delivery.operations.reallocate_order import reallocate_order
from zhanggui.domain.delivery.operations.record_tracking_event import (
    CarrierNotice,
    Heard,
    record_tracking_event,
)
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.operations.replace_part import Replaced, Unfit, replace_part
from zhanggui.domain.delivery.operations.report_pick_failure import Reported, report_pick_failure
from zhanggui.domain.delivery.operations.scan_pieces import scan_pieces
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.operations.take_back_parcel import take_back_parcel
from zhanggui.domain.delivery.operations.take_pick_list import take_pick_list
from zhanggui.domain.delivery.operations.tell_of_shortages import tell_of_shortages

__all__ = [
    "CarrierNotice",
    "Heard",
    "Replaced",
    "Reported",
    "Unfit",
    "allocate_batch",
    "allocate_order",
    "confirm_pick",
    "end_shortage",
    "fill_shortage",
    "foresee_delays",
    "hand_over_parcel",
    "pack_parcel",
    "plan_wave",
    "reallocate_order",
    "record_tracking_event",
    "release_allocation",
    "replace_part",
    "report_pick_failure",
    "scan_pieces",
    "start_picking",
    "take_back_parcel",
    "take_pick_list",
    "tell_of_shortages",
]

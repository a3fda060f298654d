"""What can be done with orders on their way to customers: one verb per file."""

from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.delivery.operations.confirm_pick import confirm_pick
from zhanggui.domain.delivery.operations.foresee_delays import foresee_delays
from zhanggui.domain.delivery.operations.hand_over_parcel import hand_over_parcel
from zhanggui.domain.delivery.operations.pack_parcel import pack_parcel
from zhanggui.domain.delivery.operations.record_tracking_event import (
    CarrierNotice,
    Heard,
    record_tracking_event,
)
from zhanggui.domain.delivery.operations.release_allocation import release_allocation
from zhanggui.domain.delivery.operations.start_picking import start_picking
from zhanggui.domain.delivery.operations.take_back_parcel import take_back_parcel

__all__ = [
    "CarrierNotice",
    "Heard",
    "allocate_order",
    "confirm_pick",
    "foresee_delays",
    "hand_over_parcel",
    "pack_parcel",
    "record_tracking_event",
    "release_allocation",
    "start_picking",
    "take_back_parcel",
]

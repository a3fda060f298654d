"""What happens to parcels, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("delivery.order_allocated", "{pieces} pieces of order {order} were set aside in {warehouses}")
@dataclass(frozen=True, kw_only=True)
class OrderAllocated:
    order: str
    warehouses: str
    pieces: int


@trail.fact(
    "delivery.batch_allocated", "{orders} orders were allocated together, {waiting} have to wait for goods"
)
@dataclass(frozen=True, kw_only=True)
class BatchAllocated:
    orders: int
    waiting: int
    cost_fen: int
    greedy_fen: int
    bound_fen: int


@trail.fact("delivery.order_reallocated", "Order {order} is to be sent from {warehouse} instead")
@dataclass(frozen=True, kw_only=True)
class OrderReallocated:
    order: str
    warehouse: str


@trail.fact("delivery.wave_planned", "Wave {number}: {orders} orders in {lists} pick lists")
@dataclass(frozen=True, kw_only=True)
class WavePlanned:
    number: str
    orders: int
    lists: int


@trail.fact("delivery.pick_list_taken", "Pick list {number} was taken")
@dataclass(frozen=True, kw_only=True)
class PickListTaken:
    number: str


@trail.fact("delivery.piece_scanned", "{pieces} pieces of {sku} were scanned at {location}")
@dataclass(frozen=True, kw_only=True)
class PieceScanned:
    sku: str
    location: str
    pieces: int


@trail.fact("delivery.pick_failed", "At {location}, {pieces} pieces of {sku} were {what}")
@dataclass(frozen=True, kw_only=True)
class PickFailed:
    sku: str
    location: str
    pieces: int
    what: str


@trail.fact("delivery.allocation_released", "The goods set aside for order {order} were given back")
@dataclass(frozen=True, kw_only=True)
class AllocationReleased:
    order: str
    pieces: int


@trail.fact("delivery.picking_started", "Pick list {number} with {orders} orders was started")
@dataclass(frozen=True, kw_only=True)
class PickingStarted:
    number: str
    orders: int


@trail.fact("delivery.picked", "Pick list {number} was picked")
@dataclass(frozen=True, kw_only=True)
class Picked:
    number: str
    pieces: int


@trail.fact("delivery.parcel_packed", "Parcel {number} was packed")
@dataclass(frozen=True, kw_only=True)
class ParcelPacked:
    number: str
    weight_grams: int


@trail.fact("delivery.parcel_shipped", "Parcel {number} was handed to {carrier}, {tracking_number}")
@dataclass(frozen=True, kw_only=True)
class ParcelShipped:
    number: str
    carrier: str
    tracking_number: str


@trail.fact("delivery.event_recorded", "{carrier} reported: {code}")
@dataclass(frozen=True, kw_only=True)
class EventRecorded:
    carrier: str
    tracking_number: str
    code: str
    became: str


@trail.fact("delivery.delay_foreseen", "Parcel {number} will not arrive by {promised_on}")
@dataclass(frozen=True, kw_only=True)
class DelayForeseen:
    number: str
    promised_on: str
    expected_on: str = ""


@trail.fact("delivery.late_leaving_foreseen", "Order {number} leaves late: not there by {promised_on}")
@dataclass(frozen=True, kw_only=True)
class LateLeavingForeseen:
    number: str
    promised_on: str
    expected_on: str


@trail.fact("delivery.dispatch_counted", "What left the warehouses until {day} was counted")
@dataclass(frozen=True, kw_only=True)
class DispatchCounted:
    day: str
    rows: int


@trail.fact("delivery.parcel_taken_back", "Parcel {number} came back and was unpacked")
@dataclass(frozen=True, kw_only=True)
class ParcelTakenBack:
    number: str
    damaged: int


@trail.fact("delivery.part_replaced", "{pieces} pieces of order {order} were unfit; it got others")
@dataclass(frozen=True, kw_only=True)
class PartReplaced:
    order: str
    pieces: int


@trail.fact("delivery.shortage_filled", "{pieces} pieces that order {order} waited for were set aside")
@dataclass(frozen=True, kw_only=True)
class ShortageFilled:
    order: str
    pieces: int


@trail.fact(
    "delivery.shortage_told", "The customer was told that {pieces} pieces of order {order} are not there"
)
@dataclass(frozen=True, kw_only=True)
class ShortageTold:
    order: str
    pieces: int


@trail.fact("delivery.shortage_ended", "Nobody waits for {pieces} pieces of order {order} any more: {way}")
@dataclass(frozen=True, kw_only=True)
class ShortageEnded:
    order: str
    pieces: int
    way: str
    refund_fen: int


@trail.fact("delivery.line_agreed", "{carrier} tells us by {tracker}, as {code}")
@dataclass(frozen=True, kw_only=True)
class LineAgreed:
    carrier: str
    tracker: str
    code: str
    liability_fen: int
    declared_most_fen: int


@trail.fact("delivery.labels_opened", "{carrier} gave us {count} label numbers from {first}")
@dataclass(frozen=True, kw_only=True)
class LabelsOpened:
    carrier: str
    first: str
    count: int


@trail.fact("delivery.label_issued", "Label {number} was given to parcel {parcel}")
@dataclass(frozen=True, kw_only=True)
class LabelIssued:
    number: str
    parcel: str
    declared_fen: int


@trail.fact("delivery.following_asked", "{tracker} was asked to follow parcel {number}: {answer}")
@dataclass(frozen=True, kw_only=True)
class FollowingAsked:
    number: str
    tracker: str
    answer: str
    state: str


@trail.fact("delivery.following_ended", "{tracker} follows parcel {number} no more: {answer}")
@dataclass(frozen=True, kw_only=True)
class FollowingEnded:
    number: str
    tracker: str
    answer: str


@trail.fact("delivery.lanes_counted", "{lanes} lanes with {parcels} parcels were counted")
@dataclass(frozen=True, kw_only=True)
class LanesCounted:
    lanes: int
    parcels: int


@trail.fact("delivery.trouble_opened", "Parcel {number}: {kind}")
@dataclass(frozen=True, kw_only=True)
class TroubleOpened:
    number: str
    kind: str


@trail.fact("delivery.trouble_settled", "Parcel {number}, {kind}: {way}")
@dataclass(frozen=True, kw_only=True)
class TroubleEnded:
    number: str
    kind: str
    way: str
    refund_fen: int


@trail.fact("delivery.carrier_instructed", "The carrier was told what to do with parcel {number}: {errand}")
@dataclass(frozen=True, kw_only=True)
class CarrierInstructed:
    number: str
    errand: str


@trail.fact("delivery.instruction_taken", "The carrier does as told with parcel {number}: {errand}")
@dataclass(frozen=True, kw_only=True)
class InstructionTaken:
    number: str
    errand: str


@trail.fact("delivery.parcel_sent_again", "The goods of parcel {number} are sent again")
@dataclass(frozen=True, kw_only=True)
class ParcelSentAgain:
    number: str
    pieces: int


@trail.fact("delivery.claim_proposed", "Claim {number}: {asked_fen} of {carrier} for parcel {parcel}")
@dataclass(frozen=True, kw_only=True)
class ClaimProposed:
    number: str
    carrier: str
    parcel: str
    asked_fen: int


@trail.fact("delivery.claim_accepted", "Claim {number} was accepted: {agreed_fen}")
@dataclass(frozen=True, kw_only=True)
class ClaimAccepted:
    number: str
    agreed_fen: int


@trail.fact("delivery.claim_disputed", "Claim {number} was disputed")
@dataclass(frozen=True, kw_only=True)
class ClaimDisputed:
    number: str


@trail.fact("delivery.claim_dropped", "Claim {number} was dropped")
@dataclass(frozen=True, kw_only=True)
class ClaimDropped:
    number: str


@trail.fact("delivery.consent_to_leave", "Parcels of order {order} may also be given to: {places}")
@dataclass(frozen=True, kw_only=True)
class ConsentToLeave:
    order: str
    places: str


@trail.fact("delivery.point_opened", "Pick-up point {name} was opened")
@dataclass(frozen=True, kw_only=True)
class PointOpened:
    name: str

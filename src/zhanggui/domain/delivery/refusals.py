"""How delivery says no."""

from zhanggui.kernel.refusal import Refusal


class NotEnoughOnHand(Refusal):
    """No warehouses together have all that the order needs: {missing} pieces are missing."""

    code = "not-enough-on-hand"


class OrderNotToBeSent(Refusal):
    """Order {number} is {state}: there is nothing to send."""

    code = "order-not-to-be-sent"


class NothingToPick(Refusal):
    """None of these parts of orders waits to be picked in this warehouse."""

    code = "nothing-to-pick"


class NothingForAWave(Refusal):
    """No order waits to be picked in this warehouse."""

    code = "nothing-for-a-wave"


class ListTaken(Refusal):
    """Somebody else has this pick list, or it is finished."""

    code = "list-taken"


class WrongPiece(Refusal):
    """This is not {sku}: put it back, and scan what lies at {location}."""

    code = "wrong-piece"
    status = 422


class EnoughPicked(Refusal):
    """All {pieces} pieces from here are in the trolley."""

    code = "enough-picked"


class AlreadyPicked(Refusal):
    """Part of this order is already being picked or packed: it is too late to send it from elsewhere."""

    code = "already-picked"


class PickIncomplete(Refusal):
    """{missing} pieces of this list were not picked. Count the place, and release what cannot be sent."""

    code = "pick-incomplete"


class PackingNotChecked(Refusal):
    """The packing check is not complete: {checks}."""

    code = "packing-not-checked"
    status = 422


class CarrierNotActive(Refusal):
    """No parcel may be given to this carrier: its licence or contract does not stand ({state})."""

    code = "carrier-not-active"
    status = 422


class TrackingNumberTaken(Refusal):
    """This tracking number is already on another parcel."""

    code = "tracking-number-taken"


class NoTrackingNumber(Refusal):
    """A tracking number has 6 to 40 letters, digits and hyphens."""

    code = "no-tracking-number"
    status = 422


class AlreadyHandedOver(Refusal):
    """This parcel is already with a carrier."""

    code = "already-handed-over"


class EventFromTheFuture(Refusal):
    """This event happens in the future."""

    code = "event-from-the-future"
    status = 422


class EventReused(Refusal):
    """The event {key} was already told differently."""

    code = "event-reused"


class OutOfArea(Refusal):
    """We do not deliver to {province}. Choose another address, or a place where you collect it."""

    code = "out-of-area"
    status = 422


class ParcelNotReturned(Refusal):
    """This parcel is {state}: only one that the carrier brought back can be taken back, once."""

    code = "parcel-not-returned"


class MoreThanInParcel(Refusal):
    """There are not so many pieces of it in the parcel."""

    code = "more-than-in-parcel"
    status = 422


class ShortageSettled(Refusal):
    """Nobody waits for these pieces any more."""

    code = "shortage-settled"


class RangesOverlap(Refusal):
    """Some of these label numbers belong to another range of this carrier."""

    code = "ranges-overlap"


class NoSuchRange(Refusal):
    """A range of label numbers runs from a number of at least 1 upwards; its prefix has up to 8 letters."""

    code = "no-such-range"
    status = 422


class NoLabelsLeft(Refusal):
    """{carrier} has given us no more label numbers. Ask it for a new range."""

    code = "no-labels-left"


class LabelOfAnother(Refusal):
    """Label {number} was printed for another parcel."""

    code = "label-of-another"


class DeclaredTooMuch(Refusal):
    """With this carrier a value of at most {most_fen} fen can be declared."""

    code = "declared-too-much"
    status = 422


class LineNotAgreed(Refusal):
    """Nothing is agreed with this carrier about its news and its liability yet."""

    code = "line-not-agreed"


class CallRepeated(Refusal):
    """This very call was heard before."""

    code = "call-repeated"


class TroubleSettled(Refusal):
    """This trouble was settled already."""

    code = "trouble-settled"


class StillOnItsWay(Refusal):
    """The carrier still has the parcel: have it brought back, or let it be declared lost, first."""

    code = "still-on-its-way"


class NotOnItsWay(Refusal):
    """The parcel is {state}: the carrier can do nothing about it any more."""

    code = "not-on-its-way"


class NothingToClaim(Refusal):
    """Carriers pay for parcels that were lost or damaged in their hands, not for {kind}."""

    code = "nothing-to-claim"
    status = 422


class ClaimTooHigh(Refusal):
    """At most {most_fen} fen were asked for."""

    code = "claim-too-high"
    status = 422


class AlreadyThere(Refusal):
    """All parcels of order {number} have arrived."""

    code = "already-there"


class TrackerSilent(Refusal):
    """The tracker does not answer ({answer}). Try again later, or ask the carrier."""

    code = "tracker-silent"
    status = 503

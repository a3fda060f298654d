"""How the programme says no."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class CodeTaken(Refusal):
    """The code {taken} is in use already."""

    code = "code-taken"


class SlotsOverlap(Refusal):
    """There is another slot on this channel at that time."""

    code = "slots-overlap"


class SlotInThePast(Refusal):
    """A slot lies ahead, begins before it ends, and lasts no longer than 12 hours."""

    code = "slot-in-the-past"
    status = 422


class ItemNumberTaken(Refusal):
    """The item number {number} is in use in another slot that is still to come or running."""

    code = "item-number-taken"


class BadItemNumber(Refusal):
    """An item number has three to six digits; {number} has not."""

    code = "bad-item-number"
    status = 400


class AlreadyOnSlot(Refusal):
    """{sku} is on this slot already."""

    code = "already-on-slot"


class BannedOnAir(Refusal):
    """Goods of the kind {category} may not be shown ({source})."""

    code = "banned-on-air"
    status = 422


class GateClosed(Refusal):
    """The slot cannot go on: {problems}"""

    code = "gate-closed"
    status = 422


class PlanChanged(Refusal):
    """The slot is not as it was reviewed. Submit it again."""

    code = "plan-changed"


class NotReviewed(Refusal):
    """The plan of this slot has not been approved yet."""

    code = "not-reviewed"


class TooEarly(Refusal):
    """The slot begins at {begins}; it can be started from {minutes} minutes before on."""

    code = "too-early"
    status = 422


class TooLate(Refusal):
    """The time of this slot is over."""

    code = "too-late"
    status = 422


class QuotaOutOfStock(Refusal):
    """There are not enough sellable pieces to set so many aside."""

    code = "quota-out-of-stock"


class QuotaSold(Refusal):
    """More of this quota is sold or reserved than you want to take back: only {left} are left."""

    code = "quota-sold"


class OffAirAlready(Refusal):
    """{number} is off air already."""

    code = "off-air-already"


class NoItemNumberLeft(Refusal):
    """All item numbers are in use. End slots that are over, or choose numbers by hand."""

    code = "no-item-number-left"


class NotAiredYet(Refusal):
    """Only a slot that was aired and has ended can be shown again."""

    code = "not-aired-yet"


class NothingToCopy(Refusal):
    """Nothing is planned on these days."""

    code = "nothing-to-copy"
    status = 422


class ItemsOverlap(Refusal):
    """Something else is noted on this channel at that time."""

    code = "items-overlap"


class AlreadyWaiting(Refusal):
    """You are in the waiting list already."""

    code = "already-waiting"


class StillToBeHad(Refusal):
    """It is not sold out: order it now."""

    code = "still-to-be-had"


class NotOnAirNow(Refusal):
    """{number} is not on air now; there is no waiting list."""

    code = "not-on-air-now"


class RecordingKnown(Refusal):
    """This recording is filed already."""

    code = "recording-known"


refuse_as("broadcast_one_place_in_the_queue", AlreadyWaiting)
refuse_as("broadcast_recording_once", RecordingKnown)


class SheetRefused(Refusal):
    """Nothing was taken in. {errors}"""

    code = "sheet-refused"
    status = 422


refuse_as("broadcast_one_item_at_a_time", ItemsOverlap)
refuse_as("broadcast_one_slot_at_a_time", SlotsOverlap)
refuse_as("broadcast_item_number_is_free", ItemNumberTaken)


class NothingToRemindOf(Refusal):
    """This programme has begun, or will not be shown: there is nothing to remind of."""

    code = "nothing-to-remind-of"

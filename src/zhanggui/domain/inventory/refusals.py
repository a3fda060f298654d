"""How goods operations say no."""

from zhanggui.kernel.refusal import Refusal


class WarehouseClosed(Refusal):
    """Warehouse {code} is closed."""

    code = "warehouse-closed"


class WarehouseExists(Refusal):
    """There is already a warehouse with this code."""

    code = "warehouse-exists"


class SupplierNotActive(Refusal):
    """This supplier may not deliver: it is {state}."""

    code = "supplier-not-active"
    status = 422


class NotTheSuppliersGoods(Refusal):
    """{sku} is not an article of this supplier."""

    code = "not-the-suppliers-goods"
    status = 422


class NothingDelivered(Refusal):
    """A receipt needs at least one line, and every line at least one piece."""

    code = "nothing-delivered"
    status = 422


class DeliveryNoteUsed(Refusal):
    """The delivery note {note} of this supplier was already received, with other goods."""

    code = "delivery-note-used"


class LotMissing(Refusal):
    """{sku}: write the lot number or the production date."""

    code = "lot-missing"
    status = 422


class ShelfLifeMissing(Refusal):
    """{sku}: goods of this kind need their expiry date, after the production date."""

    code = "shelf-life-missing"
    status = 422


class SupplierContactMissing(Refusal):
    """Food needs the address and contact of its supplier on the purchase record."""

    code = "supplier-contact-missing"
    status = 422


class InspectorReceived(Refusal):
    """Who received the goods cannot inspect them: ask a colleague."""

    code = "inspector-received"


class AlreadyInspected(Refusal):
    """This line was already inspected."""

    code = "already-inspected"


class FindingsDoNotAddUp(Refusal):
    """{quantity} pieces came, but {found} were judged."""

    code = "findings-do-not-add-up"
    status = 422


class DefectsMissing(Refusal):
    """Held and rejected pieces need the defect that was found."""

    code = "defects-missing"
    status = 422


class LotExpired(Refusal):
    """This lot expired on {expired_on}: it can only be rejected."""

    code = "lot-expired"
    status = 422


class MoreThanHeld(Refusal):
    """Only {undecided} pieces of this hold are still undecided."""

    code = "more-than-held"


class NothingAnnounced(Refusal):
    """An announced delivery needs at least one line, a delivery note, and a window still to come."""

    code = "nothing-announced"
    status = 422


class AnnouncedAlready(Refusal):
    """A delivery with this delivery note is already announced."""

    code = "announced-already"


class NotAsAnnounced(Refusal):
    """This announcement is of another supplier, another warehouse, or no longer expected."""

    code = "not-as-announced"


class UnderReview(Refusal):
    """This document is being reviewed: withdraw it from the review, or wait for the decision."""

    code = "under-review"


class DocumentEmpty(Refusal):
    """A goods document needs at least one line, and every line at least one piece."""

    code = "document-empty"
    status = 422


class WrongPlace(Refusal):
    """Line {position}: these goods do not lie there, or may not go where the line says."""

    code = "wrong-place"
    status = 422


class MoreArrived(Refusal):
    """Line {position}: more arrived than left. Count again."""

    code = "more-arrived"
    status = 422


class PeriodClosed(Refusal):
    """The goods accounts are closed until {until}: nothing may be dated before."""

    code = "period-closed"


class MonthNotOver(Refusal):
    """A month is closed when it is over, once, and after the month before it."""

    code = "month-not-over"


class SampleTooSmall(Refusal):
    """The inspection plan asks for {wanted} pieces to be looked at."""

    code = "sample-too-small"
    status = 422


class LotFailsItsPlan(Refusal):
    """{defective} defective pieces in the sample, {allowed} are allowed: nothing of this lot may pass."""

    code = "lot-fails-its-plan"
    status = 422


class PlanNotSound(Refusal):
    """A plan looks at 1 to 100 percent of the pieces, and says what is looked at."""

    code = "plan-not-sound"
    status = 422


class AlreadyJudged(Refusal):
    """This spot check was already judged."""

    code = "already-judged"


class AlreadyRecalled(Refusal):
    """This lot was already recalled."""

    code = "already-recalled"


class LocationExists(Refusal):
    """There is already a location with this code in this warehouse."""

    code = "location-exists"


class NotOnTheShelves(Refusal):
    """{missing} pieces are not free on the shelves of this warehouse."""

    code = "not-on-the-shelves"


class NotOnOneShelf(Refusal):
    """No single shelf has so many free pieces: hold them shelf by shelf."""

    code = "not-on-one-shelf"


class ReasonMissing(Refusal):
    """Write down why."""

    code = "reason-missing"
    status = 422


class NothingCounted(Refusal):
    """A count needs at least one article, and no number below zero."""

    code = "nothing-counted"
    status = 422


class NoDifference(Refusal):
    """This count agrees with the books: there is nothing to correct."""

    code = "no-difference"
    status = 422


class AlreadyCorrected(Refusal):
    """For this count a correction was already proposed."""

    code = "already-corrected"


class NotApproved(Refusal):
    """This correction was not approved."""

    code = "correction-not-approved"


class AlreadyApproved(Refusal):
    """This correction was approved: it cannot be dropped any more."""

    code = "correction-approved"


class NotMeasured(Refusal):
    """A piece has three edges of 1 to 5,000 millimetres and a weight of 1 to 200,000 grams."""

    code = "not-measured"
    status = 422


class WrongRows(Refusal):
    """Nothing was taken in. Put these rows right and send the sheet again: {rows}"""

    code = "wrong-rows"
    status = 422

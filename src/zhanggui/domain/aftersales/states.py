"""The life of an after-sales case, what is asked and why, and what becomes of the goods."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class ReturnKind(StrEnum):
    """By which right goods come back."""

    NO_REASON = "no_reason"
    """Within seven days after the day of signing, no reason asked (CP-01)."""
    QUALITY = "quality"
    """They are defective, or not what was bought (CP-07, CP-09)."""


class Remedy(StrEnum):
    """What the customer wants done."""

    RETURN = "return"
    """Goods back, money back."""
    REFUND_ONLY = "refund_only"
    """Money back; the goods were not sent, did not arrive, or are kept though damaged."""
    EXCHANGE = "exchange"
    """Other goods for these; the difference is paid, or paid back."""
    REPAIR = "repair"
    """The same goods back, mended, under the three guarantees (三包)."""


class Cause(StrEnum):
    """Why, in the words that statistics count."""

    CHANGED_MIND = "changed_mind"
    DOES_NOT_FIT = "does_not_fit"
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    """On the way."""
    WRONG_GOODS = "wrong_goods"
    INCOMPLETE = "incomplete"
    NOT_RECEIVED = "not_received"
    TOO_LATE = "too_late"


FAULTS = frozenset(
    {
        Cause.NOT_AS_DESCRIBED,
        Cause.DEFECTIVE,
        Cause.DAMAGED,
        Cause.WRONG_GOODS,
        Cause.INCOMPLETE,
        Cause.NOT_RECEIVED,
    }
)
"""Something was wrong with the goods or with the delivery, not with the wish."""


class GuaranteeClass(StrEnum):
    """By which catalogue of the three guarantees goods are repaired, exchanged and taken back (CP-09)."""

    APPLIANCE = "appliance"
    AUDIO_VIDEO = "audio_video"
    COMPUTER = "computer"
    PHONE = "phone"
    BICYCLE = "bicycle"
    TIMEPIECE = "timepiece"
    PROMISED = "promised"
    """No catalogue names them; the house promises as many months as the term says."""


class Fault(StrEnum):
    """What does not work. Repairs of the same fault are counted together."""

    POWER = "power"
    DISPLAY = "display"
    SOUND = "sound"
    HEATING = "heating"
    MOTOR = "motor"
    LEAK = "leak"
    NOISE = "noise"
    CONNECTION = "connection"
    CASING = "casing"
    OTHER = "other_fault"


class Outcome(StrEnum):
    """How a repair ended."""

    MENDED = "mended"
    NO_FAULT = "no_fault"
    """It works; nothing was found."""
    BEYOND_REPAIR = "beyond_repair"
    """It cannot be mended: it is paid back or exchanged."""


class ReturnState(StrEnum):
    """Where a case stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    RECEIVED = "received"
    INSPECTED = "inspected"
    REPAIRING = "repairing"
    REPAIRED = "repaired"
    FINISHED = "finished"


RETURN = Lifecycle(
    initial=ReturnState.REQUESTED,
    table={
        (ReturnState.REQUESTED, "approve"): ReturnState.APPROVED,
        (ReturnState.REQUESTED, "refuse"): ReturnState.REFUSED,
        (ReturnState.REQUESTED, "withdraw"): ReturnState.WITHDRAWN,
        (ReturnState.REFUSED, "approve"): ReturnState.APPROVED,
        (ReturnState.APPROVED, "withdraw"): ReturnState.WITHDRAWN,
        (ReturnState.APPROVED, "send"): ReturnState.SENT,
        (ReturnState.APPROVED, "receive"): ReturnState.RECEIVED,
        (ReturnState.SENT, "receive"): ReturnState.RECEIVED,
        (ReturnState.RECEIVED, "inspect"): ReturnState.INSPECTED,
        (ReturnState.INSPECTED, "finish"): ReturnState.FINISHED,
        (ReturnState.APPROVED, "refund"): ReturnState.FINISHED,
        (ReturnState.RECEIVED, "start_repair"): ReturnState.REPAIRING,
        (ReturnState.REPAIRING, "end_repair"): ReturnState.REPAIRED,
        (ReturnState.REPAIRED, "hand_back"): ReturnState.FINISHED,
        (ReturnState.REPAIRED, "inspect"): ReturnState.INSPECTED,
    },
)

OPEN = (
    ReturnState.REQUESTED,
    ReturnState.APPROVED,
    ReturnState.SENT,
    ReturnState.RECEIVED,
    ReturnState.INSPECTED,
    ReturnState.REPAIRING,
    ReturnState.REPAIRED,
)
"""Something is still to be done."""

COUNTED = (*OPEN, ReturnState.FINISHED)
"""Pieces under one of these cannot be returned another time."""


class RefusalReason(StrEnum):
    """Why a return may be refused. That the goods were unpacked is not among them (CP-05)."""

    OUT_OF_TIME = "out_of_time"
    EXCLUDED_BY_LAW = "excluded_by_law"
    EXCLUSION_CONFIRMED = "exclusion_confirmed"
    NOT_INTACT = "not_intact"
    NO_DEFECT = "no_defect"
    OTHER_GOODS = "other_goods"
    SIGNED_FOR = "signed_for"
    """It is said not to have arrived, and was signed for."""
    SOLD_OUT = "sold_out"
    """Nothing is left to exchange it for; it can be returned instead."""
    NO_GUARANTEE = "no_guarantee"
    """The time of its guarantee is over, or there never was one."""


class Disposition(StrEnum):
    """What becomes of pieces that came back."""

    RESTOCK = "restock"
    """Intact: sold again."""
    SCRAP = "scrap"
    """Destroyed."""
    SUPPLIER = "supplier"
    """Goes back to its supplier."""
    SENT_BACK = "sent_back"
    """Not accepted, goes back to the customer, and is not refunded: it is not intact, or not ours."""


class FreightBearer(StrEnum):
    """Who pays the way back."""

    CUSTOMER = "customer"
    HOUSE = "house"


class WayBack(StrEnum):
    """How the goods come back."""

    SHIPPED = "shipped"
    """The customer sends them, or drops them off with a carrier."""
    PICKED_UP = "picked_up"
    """A courier fetches them."""


class Alarm(StrEnum):
    """A delay that was noticed."""

    HANDLING_SLOW = "handling_slow"
    HANDLING_BREACH = "handling_breach"
    REFUND_LATE = "refund_late"
    REFUND_SLOW = "refund_slow"
    REFUND_BREACH = "refund_breach"
    REPAIR_SLOW = "repair_slow"
    """It is kept longer than a repair may take: the customer may ask for another one."""

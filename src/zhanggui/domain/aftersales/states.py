"""The life of a return, why goods come back, and what becomes of them."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class ReturnKind(StrEnum):
    """By which right goods come back."""

    NO_REASON = "no_reason"
    """Within seven days after the day of signing, no reason asked (CP-01)."""
    QUALITY = "quality"
    """They are defective, or not what was bought (CP-07, CP-09)."""


class ReturnState(StrEnum):
    """Where a return stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    RECEIVED = "received"
    INSPECTED = "inspected"
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
    },
)

OPEN = (
    ReturnState.REQUESTED,
    ReturnState.APPROVED,
    ReturnState.SENT,
    ReturnState.RECEIVED,
    ReturnState.INSPECTED,
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
    """The customer sends them."""
    PICKED_UP = "picked_up"
    """A courier fetches them."""


class Alarm(StrEnum):
    """A delay that was noticed."""

    HANDLING_SLOW = "handling_slow"
    HANDLING_BREACH = "handling_breach"
    REFUND_LATE = "refund_late"
    REFUND_SLOW = "refund_slow"
    REFUND_BREACH = "refund_breach"

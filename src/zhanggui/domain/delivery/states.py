"""The lives of an allocation and of a parcel, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle
from zhanggui.kernel.refusal import Refusal


class AllocationState(StrEnum):
    """Where a warehouse stands with its part of an order."""

    ALLOCATED = "allocated"
    """Set aside for the order; nobody has begun."""
    PICKING = "picking"
    """On somebody's pick list."""
    PICKED = "picked"
    """Taken from the shelves."""
    PACKED = "packed"
    """In a closed parcel."""
    SHIPPED = "shipped"
    """With the carrier."""
    RELEASED = "released"
    """Given back: the order ended before it was shipped."""


ALLOCATION_LIFE: dict[tuple[AllocationState, str], AllocationState] = {
    (AllocationState.ALLOCATED, "start_picking"): AllocationState.PICKING,
    (AllocationState.PICKING, "confirm_pick"): AllocationState.PICKED,
    (AllocationState.PICKED, "pack"): AllocationState.PACKED,
    (AllocationState.PACKED, "hand_over"): AllocationState.SHIPPED,
    (AllocationState.ALLOCATED, "release"): AllocationState.RELEASED,
    (AllocationState.PICKING, "release"): AllocationState.RELEASED,
    (AllocationState.PICKED, "release"): AllocationState.RELEASED,
    (AllocationState.PACKED, "release"): AllocationState.RELEASED,
}
"""Every permitted step: (state, verb) → next state. What is not here is refused."""


class ParcelState(StrEnum):
    """Where a parcel is. Later in this list is further along."""

    PACKED = "packed"
    SHIPPED = "shipped"
    COLLECTED = "collected"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    FAILED = "failed"
    """Nobody at home, wrong address, refused: the carrier tries again or brings it back."""
    DELIVERED = "delivered"
    RETURNED = "returned"
    """Brought back to the sender without having been delivered."""
    LOST = "lost"


FINAL = frozenset({ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.LOST})
"""Nothing a carrier says afterwards changes where the parcel is."""

CARRIER_CODES: dict[str, ParcelState] = {
    "collected": ParcelState.COLLECTED,
    "in_transit": ParcelState.IN_TRANSIT,
    "out_for_delivery": ParcelState.OUT_FOR_DELIVERY,
    "failed": ParcelState.FAILED,
    "refused": ParcelState.FAILED,
    "wrong_address": ParcelState.FAILED,
    "damaged": ParcelState.FAILED,
    "signed": ParcelState.DELIVERED,
    "signed_by_other": ParcelState.DELIVERED,
    "signed_at_locker": ParcelState.DELIVERED,
    "returned": ParcelState.RETURNED,
    "lost": ParcelState.LOST,
}
"""What a carrier may tell us, and what it means. Any other code is kept and changes nothing."""


class Tracker(StrEnum):
    """Who tells us where parcels are."""

    KUAIDI100 = "kuaidi100"
    WEBHOOK = "webhook"
    """The carrier's own program calls us, signed."""
    PORTAL = "portal"
    """The carrier's people write it down in the portal."""


class FollowState(StrEnum):
    """Where we stand with asking to be told of a parcel."""

    WAITING = "waiting"
    FOLLOWED = "followed"
    GIVEN_UP = "given_up"
    """Asked too often: a person has to look after this parcel."""
    ENDED = "ended"
    """The parcel is at its end; nothing more is expected."""


class TroubleKind(StrEnum):
    """What can go wrong with a parcel on the road."""

    LOST = "lost"
    DAMAGED = "damaged"
    REFUSED = "refused"
    WRONG_ADDRESS = "wrong_address"
    UNDELIVERED = "undelivered"
    """Nobody there, for the second time."""
    SILENT = "silent"
    """Nothing was heard of it for two days."""
    UNFOLLOWED = "unfollowed"
    """Nobody tells us of it, however often we asked."""
    LEFT_WITHOUT_CONSENT = "left_alone"
    """Left in a locker or with somebody else, and the customer had not agreed (EX-04)."""
    CAME_AFTER_ALL = "came_after_all"
    """It was delivered though the customer had been compensated."""


TROUBLES = {
    TroubleKind.LOST: "It is lost",
    TroubleKind.DAMAGED: "It is damaged",
    TroubleKind.REFUSED: "Its recipient refused it",
    TroubleKind.WRONG_ADDRESS: "The address is wrong",
    TroubleKind.UNDELIVERED: "Nobody was there",
    TroubleKind.SILENT: "Nothing is heard of it",
    TroubleKind.UNFOLLOWED: "Nobody tells us of it",
    TroubleKind.LEFT_WITHOUT_CONSENT: "It was left without consent",
    TroubleKind.CAME_AFTER_ALL: "It came after the customer was compensated",
}
"""What people read."""


class WayOut(StrEnum):
    """How a trouble ends for the customer."""

    SENT_AGAIN = "sent_again"
    REFUNDED = "refunded"
    ARRIVED = "arrived"
    """It was delivered after all."""
    EXPLAINED = "explained"
    """Looked into, and the customer told; nothing is to be made good."""


class ShortWhy(StrEnum):
    """Why pieces that were set aside cannot be sent."""

    MISSING = "missing"
    DAMAGED = "damaged"
    RECALLED = "recalled"
    DECLINED = "declined"
    """Their supplier, who sends itself, has not got them."""


class ShortWay(StrEnum):
    """How it ended for whoever waited for pieces that were not there."""

    FILLED = "filled"
    """Others were set aside."""
    REFUNDED = "refunded"
    """Their money went back, and the rest of the order stands."""
    CALLED_OFF = "called_off"
    """The whole order was called off."""


class Fate(StrEnum):
    """What becomes of goods that were refunded because they did not arrive."""

    BACK = "back"
    LOST = "lost"


class Errand(StrEnum):
    """What a carrier is told to do with a parcel."""

    RETURN = "bring_back"
    REDIRECT = "redirect"


class LeaveAt(StrEnum):
    """To whom else a customer lets a parcel be given."""

    OTHER = "other"
    """A neighbour, the family, the porter."""
    LOCKER = "locker"
    """A locker or a station."""


NEEDS_CONSENT = {"signed_by_other": LeaveAt.OTHER, "signed_at_locker": LeaveAt.LOCKER}
"""What a carrier may tell of a delivery that was not to the customer in person."""

TROUBLE_OF_CODE = {
    "lost": TroubleKind.LOST,
    "damaged": TroubleKind.DAMAGED,
    "refused": TroubleKind.REFUSED,
    "wrong_address": TroubleKind.WRONG_ADDRESS,
}
"""Events that are a trouble by themselves."""

CARRIERS_FAULT = frozenset({TroubleKind.LOST, TroubleKind.DAMAGED})
"""What a carrier is asked to pay for."""


class ClaimState(StrEnum):
    """Where a claim against a carrier stands."""

    PROPOSED = "proposed"
    DISPUTED = "disputed"
    """The carrier does not agree: a case decides."""
    ACCEPTED = "accepted"
    DROPPED = "dropped"


CLAIM = Lifecycle(
    initial=ClaimState.PROPOSED,
    table={
        (ClaimState.PROPOSED, "accept"): ClaimState.ACCEPTED,
        (ClaimState.PROPOSED, "dispute"): ClaimState.DISPUTED,
        (ClaimState.PROPOSED, "drop"): ClaimState.DROPPED,
        (ClaimState.DISPUTED, "accept"): ClaimState.ACCEPTED,
        (ClaimState.DISPUTED, "drop"): ClaimState.DROPPED,
    },
)


class AllocationNotReady(Refusal):
    """This part of the order is {state}: {verb} is not possible now."""

    code = "allocation-state"


def after(state: str, verb: str) -> AllocationState:
    """The state that ``verb`` leads to. Raises ``AllocationNotReady`` where the table has no way."""
    try:
        return ALLOCATION_LIFE[AllocationState(state), verb]
    except KeyError:
        raise AllocationNotReady(state=state, verb=verb) from None


def moved_by(state: str, since: object, code: str, occurred: object) -> ParcelState | None:
    """Where a carrier's event puts the parcel; None where it changes nothing.

    Events come late and in any order: one counts only if it happened after the one that counts now, and
    nothing counts after the parcel's end.
    """
    target = CARRIER_CODES.get(code)
    if target is None or ParcelState(state) in FINAL:
        return None
    if target in FINAL or since is None or occurred >= since:  # type: ignore[operator]
        return target
    return None

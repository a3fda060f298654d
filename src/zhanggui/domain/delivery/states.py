"""The lives of an allocation and of a parcel, as tables."""

from enum import StrEnum

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
    "signed": ParcelState.DELIVERED,
    "returned": ParcelState.RETURNED,
    "lost": ParcelState.LOST,
}
"""What a carrier may tell us, and what it means. Any other code is kept and changes nothing."""


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

"""The life of a review and of its steps."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class ReviewState(StrEnum):
    """Where a review stands."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class StepState(StrEnum):
    """Where one step of a review stands. A step that never came to its turn stays ``waiting``."""

    WAITING = "waiting"
    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What one person says at one step."""

    APPROVE = "approve"
    REJECT = "reject"


REVIEW = Lifecycle(
    initial=ReviewState.OPEN,
    table={
        (ReviewState.OPEN, "approve"): ReviewState.APPROVED,
        (ReviewState.OPEN, "reject"): ReviewState.REJECTED,
        (ReviewState.OPEN, "withdraw"): ReviewState.WITHDRAWN,
        (ReviewState.OPEN, "expire"): ReviewState.EXPIRED,
    },
)

STEP = Lifecycle(
    initial=StepState.WAITING,
    table={
        (StepState.WAITING, "open"): StepState.OPEN,
        (StepState.OPEN, "approve"): StepState.APPROVED,
        (StepState.OPEN, "reject"): StepState.REJECTED,
    },
)

STANDING = (ReviewState.OPEN, ReviewState.APPROVED, ReviewState.REJECTED)
"""A version under one of these is frozen, and is not submitted again; a withdrawn or expired one may be."""

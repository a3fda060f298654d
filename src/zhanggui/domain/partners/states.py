"""The life of a supplier or carrier in the house, as a table."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class PartnerState(StrEnum):
    """Where a partner stands."""

    APPLIED = "applied"
    """Has applied; nobody has looked yet, or it was sent back to be put right."""
    CHECKING = "checking"
    """The papers were checked; visit and agreement are to come."""
    ACTIVE = "active"
    """May trade through the house."""
    SUSPENDED = "suspended"
    """Stopped for the time being."""
    LEFT = "left"
    """The relationship is over."""


class SuspensionCause(StrEnum):
    """Why a partner was stopped. What the calendar stopped, the calendar's cure starts again."""

    DOCUMENT_EXPIRED = "document_expired"
    AGREEMENT_ENDED = "agreement_ended"
    VERIFICATION_OVERDUE = "verification_overdue"
    DECIDED = "decided"


PARTNER = Lifecycle(
    initial=PartnerState.APPLIED,
    table={
        (PartnerState.APPLIED, "apply"): PartnerState.APPLIED,
        (PartnerState.APPLIED, "begin_checking"): PartnerState.CHECKING,
        (PartnerState.APPLIED, "return"): PartnerState.APPLIED,
        (PartnerState.CHECKING, "return"): PartnerState.APPLIED,
        (PartnerState.CHECKING, "activate"): PartnerState.ACTIVE,
        (PartnerState.ACTIVE, "suspend"): PartnerState.SUSPENDED,
        (PartnerState.SUSPENDED, "reinstate"): PartnerState.ACTIVE,
        (PartnerState.APPLIED, "leave"): PartnerState.LEFT,
        (PartnerState.CHECKING, "leave"): PartnerState.LEFT,
        (PartnerState.ACTIVE, "leave"): PartnerState.LEFT,
        (PartnerState.SUSPENDED, "leave"): PartnerState.LEFT,
    },
)
"""From which state which verb leads where. What is not here is refused."""

MAY_BE_VERIFIED = (PartnerState.ACTIVE, PartnerState.SUSPENDED)
"""Whose papers are renewed, whose agreement is prolonged, whose file is verified again."""

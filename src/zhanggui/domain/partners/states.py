"""The life of a supplier or carrier in the house."""

from enum import StrEnum


class PartnerState(StrEnum):
    """Where a partner stands."""

    APPLYING = "applying"
    """Has applied; checks are under way."""
    ACTIVE = "active"
    """May trade through the house."""
    SUSPENDED = "suspended"
    """Stopped for the time being."""
    ENDED = "ended"
    """The relationship is over."""

"""The life of a slot on air, and the classes of channel the law tells apart."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class SlotState(StrEnum):
    """Where a slot stands between the first plan and the last order."""

    PLANNED = "planned"
    """Being put together; its goods and script may change."""
    SUBMITTED = "submitted"
    """Its plan is frozen and under programme review (TV-07, TV-09)."""
    READY = "ready"
    """Reviewed and confirmed; its quotas are set aside."""
    ON_AIR = "on_air"
    ENDED = "ended"
    CANCELLED = "cancelled"


SLOT = Lifecycle(
    initial=SlotState.PLANNED,
    table={
        (SlotState.PLANNED, "change"): SlotState.PLANNED,
        (SlotState.PLANNED, "submit"): SlotState.SUBMITTED,
        (SlotState.SUBMITTED, "return"): SlotState.PLANNED,
        (SlotState.SUBMITTED, "confirm"): SlotState.READY,
        (SlotState.READY, "start"): SlotState.ON_AIR,
        (SlotState.ON_AIR, "end"): SlotState.ENDED,
        (SlotState.PLANNED, "cancel"): SlotState.CANCELLED,
        (SlotState.SUBMITTED, "cancel"): SlotState.CANCELLED,
        (SlotState.READY, "cancel"): SlotState.CANCELLED,
    },
)
"""A slot that was sent back, or whose confirmation is undone, is planned again and reviewed again."""

HOLDS_NUMBERS = frozenset({SlotState.PLANNED, SlotState.SUBMITTED, SlotState.READY, SlotState.ON_AIR})
"""While it stands here, nobody else may use its item numbers."""


class ChannelClass(StrEnum):
    """What a channel is licensed as; the rules of shopping on air differ by it (TV-04, TV-05, TV-10)."""

    SHOPPING = "shopping"
    SATELLITE = "satellite"
    GENERAL = "general"
    NEWS = "news"
    EDUCATION = "education"
    CHILDREN = "children"
    ONLINE = "online"
    """A stream on the house's own pages; no frequency is used."""


class ProgrammeKind(StrEnum):
    """What is shown: a home-shopping programme, or a shopping short, which is an advertisement (TV-01)."""

    HOME_SHOPPING = "home_shopping"
    SHORT = "short"


class ItemKind(StrEnum):
    """What else a channel shows that the limits of advertising count (TV-02, TV-03, TV-13)."""

    DRAMA = "drama"
    """One episode; no advertisement may run inside."""
    COMMERCIAL = "commercial"
    """Advertising of others; counts in the minutes of its hour."""
    PUBLIC_SERVICE = "public_service"


class WaitingState(StrEnum):
    """Where somebody stands who waits for a sold-out article."""

    WAITING = "waiting"
    OFFERED = "offered"
    """Pieces came back and are held for them until a time."""
    TAKEN = "taken"
    """They ordered."""
    LAPSED = "lapsed"
    """They did not answer in time; the next one was asked."""
    LEFT = "left"
    """They went away by themselves."""
    CLOSED = "closed"
    """The slot was over, or the article off air."""


WAITING = Lifecycle(
    initial=WaitingState.WAITING,
    table={
        (WaitingState.WAITING, "offer"): WaitingState.OFFERED,
        (WaitingState.WAITING, "leave"): WaitingState.LEFT,
        (WaitingState.WAITING, "close"): WaitingState.CLOSED,
        (WaitingState.OFFERED, "take"): WaitingState.TAKEN,
        (WaitingState.OFFERED, "lapse"): WaitingState.LAPSED,
        (WaitingState.OFFERED, "leave"): WaitingState.LEFT,
        (WaitingState.OFFERED, "close"): WaitingState.CLOSED,
    },
)
"""On-air prices hold only on air: when the slot is over, offers are over too."""

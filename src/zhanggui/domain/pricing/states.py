"""The life of a price change, and the kinds of price."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class PriceKind(StrEnum):
    """Which price it is: a customer pays the on-air one from its slot, else the promotion, else normal."""

    NORMAL = "normal"
    """What the goods cost when nothing special is on."""
    PROMOTION = "promotion"
    """A lower price for a stated period."""
    ON_AIR = "on_air"
    """The price said in a programme, for those who buy from its slot."""


class ChangeState(StrEnum):
    """Where a price change stands (B-4.2)."""

    PROPOSED = "proposed"
    """Submitted with its market research; being evaluated and approved."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    """Approved; its price stands in the price list for its period."""


CHANGE = Lifecycle(
    initial=ChangeState.PROPOSED,
    table={
        (ChangeState.PROPOSED, "reject"): ChangeState.REJECTED,
        (ChangeState.PROPOSED, "withdraw"): ChangeState.WITHDRAWN,
        (ChangeState.PROPOSED, "publish"): ChangeState.PUBLISHED,
    },
)

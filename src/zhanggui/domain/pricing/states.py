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


class ViolationKind(StrEnum):
    """What counts as a price violation (B-4.4.1), by its article in 明码标价和禁止价格欺诈规定."""

    FALSE_REDUCTION = "false_reduction"
    """A reduction from a price that was never, or not lately, charged (Art. 17, 19)."""
    FALSE_REFERENCE = "false_reference"
    """A struck-out price above the lowest traded price of the window (Art. 16)."""
    OVERCHARGE = "overcharge"
    """More was charged than was shown, or charged outside the price (Art. 8, 19)."""
    BAIT = "bait"
    """Lured by a low price and settled at a higher one (Art. 19)."""
    UNMARKED = "unmarked"
    """No price, no unit, or not changed at once when the price changed (Art. 5 to 7)."""
    PROMISE_REFUSED = "promise_refused"
    """A price promise or agreed voucher was not kept (Art. 19)."""


class Gravity(StrEnum):
    """How grave a price violation is; what is done at once follows from it (B-4.4.2)."""

    MINOR = "minor"
    """Put right within the time; the sale goes on."""
    MAJOR = "major"
    """The sale stops at once, until it is put right and looked at by somebody else."""

"""The lives of freight agreements, accruals, bills and their lines, and statements of carriers, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class TariffState(StrEnum):
    """Where a freight agreement stands: agreed inside the house first, then by the carrier."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    """Approved by the house; the carrier has not answered yet."""
    CONFIRMED = "confirmed"
    """The carrier agreed: it holds on the days it names."""
    DECLINED = "declined"
    DROPPED = "dropped"


TARIFF = Lifecycle(
    initial=TariffState.PROPOSED,
    table={
        (TariffState.PROPOSED, "offer"): TariffState.OFFERED,
        (TariffState.PROPOSED, "drop"): TariffState.DROPPED,
        (TariffState.OFFERED, "confirm"): TariffState.CONFIRMED,
        (TariffState.OFFERED, "decline"): TariffState.DECLINED,
    },
)


class Why(StrEnum):
    """Why the freight of a parcel was reckoned, or reckoned anew."""

    HANDED_OVER = "handed_over"
    WEIGHED = "weighed"
    """The carrier's scales said otherwise, and the house agreed."""
    BILLED = "billed"
    """A difference on a bill was accepted."""


class AccrualState(StrEnum):
    """Where the freight of one parcel stands. Each fen of it is in exactly one of these."""

    OPEN = "open"
    """Owed by the table of prices; the carrier has not billed it, or its line waits."""
    DISPUTED = "disputed"
    """Billed otherwise than it was reckoned, and the carrier was told so."""
    ACCEPTED = "accepted"
    """Billed and agreed: it is paid by a statement."""


class Finding(StrEnum):
    """What comparing a line of a bill with our own reckoning came to."""

    AGREES = "agrees"
    WEIGHT_DIFFERS = "weight_differs"
    """By the carrier's weight the table gives what it asks."""
    PRICE_DIFFERS = "price_differs"
    """Not even by its own weight."""
    NOT_OURS = "not_ours"
    BILLED_TWICE = "billed_twice"
    MISSING = "not_billed"
    """A parcel of the month that the bill does not name."""


class LineState(StrEnum):
    """Where a line of a bill stands."""

    OPEN = "open"
    ASKED = "asked"
    """Somebody asked to accept it as billed; a second person has not decided."""
    DISPUTED = "disputed"
    ACCEPTED = "accepted"
    """It is paid: as billed, or by our reckoning where the carrier gave way."""
    CLOSED = "closed"
    """Nothing is paid by it."""


LINE = Lifecycle(
    initial=LineState.OPEN,
    table={
        (LineState.OPEN, "accept"): LineState.ACCEPTED,
        (LineState.OPEN, "ask"): LineState.ASKED,
        (LineState.OPEN, "dispute"): LineState.DISPUTED,
        (LineState.ASKED, "accept"): LineState.ACCEPTED,
        (LineState.ASKED, "stand"): LineState.DISPUTED,
        (LineState.ASKED, "refuse"): LineState.OPEN,
        (LineState.DISPUTED, "ask"): LineState.ASKED,
        (LineState.DISPUTED, "accept"): LineState.ACCEPTED,
        (LineState.DISPUTED, "close"): LineState.CLOSED,
    },
)


class AcceptanceState(StrEnum):
    """Where a wish to accept differences stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"


ACCEPTANCE = Lifecycle(
    initial=AcceptanceState.PROPOSED,
    table={
        (AcceptanceState.PROPOSED, "approve"): AcceptanceState.APPROVED,
        (AcceptanceState.PROPOSED, "drop"): AcceptanceState.DROPPED,
    },
)


class FreightStatementState(StrEnum):
    """Where the statement of a carrier stands."""

    ISSUED = "issued"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    IN_PAYOUT = "in_payout"
    PAID = "paid"


STATEMENT = Lifecycle(
    initial=FreightStatementState.ISSUED,
    table={
        (FreightStatementState.ISSUED, "object"): FreightStatementState.DISPUTED,
        (FreightStatementState.DISPUTED, "answer"): FreightStatementState.ISSUED,
        (FreightStatementState.ISSUED, "confirm"): FreightStatementState.CONFIRMED,
        (FreightStatementState.CONFIRMED, "propose_payout"): FreightStatementState.IN_PAYOUT,
        (FreightStatementState.IN_PAYOUT, "drop_payout"): FreightStatementState.CONFIRMED,
        (FreightStatementState.IN_PAYOUT, "pay"): FreightStatementState.PAID,
    },
)


class Gravity(StrEnum):
    """How grave a case of freight is."""

    MINOR = "minor"
    MAJOR = "major"


class BudgetState(StrEnum):
    """Where a budget stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    """A newer one for the same carrier, lane and month took its place."""
    DROPPED = "dropped"


BUDGET = Lifecycle(
    initial=BudgetState.PROPOSED,
    table={
        (BudgetState.PROPOSED, "approve"): BudgetState.IN_FORCE,
        (BudgetState.PROPOSED, "drop"): BudgetState.DROPPED,
        (BudgetState.IN_FORCE, "replace"): BudgetState.REPLACED,
    },
)

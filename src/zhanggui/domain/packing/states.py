"""The life of a packing bench's work, as a table."""

from enum import StrEnum

from zhanggui.kernel.refusal import Refusal


class BenchState(StrEnum):
    """Where the packing of one part of an order stands."""

    SCANNING = "scanning"
    """Pieces are checked into the parcel one by one."""
    STOPPED = "stopped"
    """It weighs something else than it should: somebody else looks."""
    WEIGHED = "weighed"
    """It weighs what it should, or somebody else has said why not."""
    CLOSED = "closed"
    """The parcel is closed and has its label."""
    GIVEN_BACK = "given_back"
    """A piece was missing or damaged: the order gets others, and is packed anew."""


BENCH_LIFE: dict[tuple[BenchState, str], BenchState] = {
    (BenchState.SCANNING, "scan"): BenchState.SCANNING,
    (BenchState.SCANNING, "weigh"): BenchState.WEIGHED,
    (BenchState.SCANNING, "stop"): BenchState.STOPPED,
    (BenchState.SCANNING, "give_back"): BenchState.GIVEN_BACK,
    (BenchState.SCANNING, "leave"): BenchState.SCANNING,
    (BenchState.STOPPED, "accept"): BenchState.WEIGHED,
    (BenchState.STOPPED, "recount"): BenchState.SCANNING,
    (BenchState.STOPPED, "give_back"): BenchState.GIVEN_BACK,
    (BenchState.WEIGHED, "recount"): BenchState.SCANNING,
    (BenchState.WEIGHED, "give_back"): BenchState.GIVEN_BACK,
    (BenchState.WEIGHED, "close"): BenchState.CLOSED,
}
"""Every permitted step: (state, verb) → next state. What is not here is refused."""


class BenchNotReady(Refusal):
    """The packing of this order is {state}: {verb} is not possible now."""

    code = "bench-state"


def after(state: str, verb: str) -> BenchState:
    """The state that ``verb`` leads to. Raises ``BenchNotReady`` where the table has no way."""
    try:
        return BENCH_LIFE[BenchState(state), verb]
    except KeyError:
        raise BenchNotReady(state=state, verb=verb) from None

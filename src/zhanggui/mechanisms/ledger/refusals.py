"""How the ledger says no, in the order in which it looks."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class KeyReused(Refusal):
    """The key {key} was already used for something else."""

    code = "key-reused"


class UnitsDiffer(Refusal):
    """A transfer from {credit} to {debit} would turn one thing into another."""

    code = "units-differ"
    status = 422


class NothingMoves(Refusal):
    """An amount to be moved must be a whole number above zero, not {amount}."""

    code = "nothing-moves"
    status = 422


class PendingGone(Refusal):
    """This reservation does not stand any more ({state})."""

    code = "pending-gone"


class PendingExpired(Refusal):
    """The time of this reservation is over."""

    code = "pending-expired"


class MoreThanPending(Refusal):
    """Only {pending} were reserved, not {asked}."""

    code = "more-than-pending"
    status = 422


class Insufficient(Refusal):
    """There is not enough: {short_by} are missing."""

    code = "insufficient"


refuse_as("ZL001", KeyReused)
refuse_as("ZL002", PendingGone)
refuse_as("ZL003", PendingExpired)
refuse_as("ZL004", MoreThanPending)
refuse_as("ZL005", Insufficient)
refuse_as("ledger_never_overdrawn", Insufficient)
refuse_as("ledger_resolved_once", PendingGone)

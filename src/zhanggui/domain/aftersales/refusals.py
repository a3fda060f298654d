"""How after-sales says no."""

from zhanggui.kernel.refusal import Refusal


class NotSignedFor(Refusal):
    """Order {number} has not been signed for yet: cancel it, or wait until it arrives."""

    code = "not-signed-for"


class NothingToReturn(Refusal):
    """Say how many pieces of what come back."""

    code = "nothing-to-return"
    status = 400


class MoreThanBought(Refusal):
    """Of {name}, only {left} can still be returned."""

    code = "more-than-bought"
    status = 422


class WindowOver(Refusal):
    """{name} could be returned without a reason until {until}. If it is defective, say so."""

    code = "return-window-over"
    status = 422


class ExcludedFromReturn(Refusal):
    """{name} cannot be returned without a reason. If it is defective, say so."""

    code = "excluded-from-return"
    status = 422


class RefusalNotLawful(Refusal):
    """The law does not let this return be refused for that reason."""

    code = "refusal-not-lawful"
    status = 422


class OpenedIsNoReason(Refusal):
    """That the goods were unpacked is no reason to refuse a return. Say what is wrong with them."""

    code = "opened-is-no-reason"
    status = 422


class ReasonMissing(Refusal):
    """Say why, so that the customer can understand it."""

    code = "reason-missing"
    status = 422


class PiecesDiffer(Refusal):
    """{found} pieces of {name} were accounted for, but {came} came back."""

    code = "pieces-differ"
    status = 422


class PaymentsDoNotCover(Refusal):
    """What is left of the payments does not cover the refund of {number}. Ask finance to look at them."""

    code = "payments-do-not-cover"


class KeyOfAnotherReturn(Refusal):
    """This key was used for the return of another order."""

    code = "key-of-another-return"

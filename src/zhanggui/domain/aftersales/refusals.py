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


class ProofMissing(Refusal):
    """Until {until} the house has to prove that this was without defect. Add a picture that shows it."""

    code = "proof-missing"
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


class ExchangeWindowOver(Refusal):
    """{name} could be exchanged until {until}."""

    code = "exchange-window-over"
    status = 422


class NoGuarantee(Refusal):
    """{name} is not under a guarantee of repair."""

    code = "no-guarantee"
    status = 422


class GuaranteeOver(Refusal):
    """{name} was repaired free of charge until {until}."""

    code = "guarantee-over"
    status = 422


class OneLineOnly(Refusal):
    """An exchange or a repair is about one article. Ask for each of them apart."""

    code = "one-line-only"
    status = 422


class WholeOrderOnly(Refusal):
    """Order {number} has not arrived: the money for all of it goes back, not for a part."""

    code = "whole-order-only"
    status = 422


class CauseMissing(Refusal):
    """Say what is wrong with the goods, or that they did not arrive."""

    code = "cause-missing"
    status = 422


class NotWorthThat(Refusal):
    """No more than {most_fen} fen can go back for this, and at least one."""

    code = "not-worth-that"
    status = 422


class NothingElse(Refusal):
    """That is what you have. Choose what it shall be exchanged for."""

    code = "nothing-else"
    status = 422


class OtherRemedy(Refusal):
    """This is not what was asked for in case {number}."""

    code = "other-remedy"


class ExchangeIsWhole(Refusal):
    """An exchange is accepted or sent back whole: decide for all its pieces alike."""

    code = "exchange-is-whole"
    status = 422


class NotBeyondRepair(Refusal):
    """Only what is beyond repair is taken in; what was mended goes back to its owner."""

    code = "not-beyond-repair"


class NoSuchTime(Refusal):
    """Choose a time for the courier between now and {days} days from now."""

    code = "no-such-time"
    status = 422


class NothingLent(Refusal):
    """Nothing is lent to the customer of case {number}, or something already is."""

    code = "nothing-lent"


class TooManyPictures(Refusal):
    """A case keeps {most} pictures at most."""

    code = "too-many-pictures"
    status = 422


class NotMended(Refusal):
    """The goods of {number} are beyond repair: take them in and pay them back."""

    code = "not-mended"


class AgreementUnspoken(Refusal):
    """Asking for somebody else needs a note of how they agreed to it: read it out first."""

    code = "agreement-unspoken"
    status = 422


class OrderOver(Refusal):
    """Order {number} was called off or has run out: there is nothing to ask back of it."""

    code = "order-over"


class EveryPieceGone(Refusal):
    """Every piece of {name} is in a case already, or was given back."""

    code = "every-piece-gone"
    status = 422

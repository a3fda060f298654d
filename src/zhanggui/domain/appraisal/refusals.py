"""What appraisal refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class QuarterNotOver(Refusal):
    """{quarter} is not over yet; it is assessed when it is."""

    code = "quarter-not-over"


class WordsMissing(Refusal):
    """Please say why, in words that the supplier can understand."""

    code = "appraisal-words-missing"
    status = 422


class TooManyPapers(Refusal):
    """At most {most} files at a time. Put several pages into one file, or add the rest afterwards."""

    code = "appraisal-too-many-papers"
    status = 422


class AdjustedTooMuch(Refusal):
    """At most {most} points can be added or taken by hand."""

    code = "adjusted-too-much"
    status = 422


class ActionUnfit(Refusal):
    """That does not follow from this grade. Choose what does."""

    code = "action-unfit"
    status = 422


class NotApproved(Refusal):
    """Somebody else has to approve this first."""

    code = "appraisal-not-approved"


class TooLateToObject(Refusal):
    """The time to object ended on {until}."""

    code = "too-late-to-object"


class AlreadyObjected(Refusal):
    """This was objected to before; the answer stands."""

    code = "already-objected"


class StillObjectable(Refusal):
    """The supplier may still object until {until}."""

    code = "still-objectable"


class NotByWhoJudged(Refusal):
    """An objection is decided by somebody who had no part in what it is about."""

    code = "not-by-who-judged"
    status = 403


class NoSupplier(Refusal):
    """There is no supplier of this number."""

    code = "no-such-supplier"
    status = 422


class GoodsOfOthers(Refusal):
    """Goods {numbers} are not this supplier's."""

    code = "goods-of-others"
    status = 422


class ProofMissing(Refusal):
    """A violation is reported with something that shows it: a paper, or a record of the house."""

    code = "proof-missing"
    status = 422


class StillHearing(Refusal):
    """The supplier may still answer until {until}."""

    code = "still-hearing"


class HearingOver(Refusal):
    """The time to answer ended on {until}."""

    code = "hearing-over"


class AlreadyAnswered(Refusal):
    """The supplier has answered already."""

    code = "hearing-answered"


class MeasuresUnfit(Refusal):
    """A proven violation has at least one measure; an unproven one has none, and no affected orders."""

    code = "measures-unfit"
    status = 422


class PenaltyUnfit(Refusal):
    """A penalty needs an amount, and an amount is only for a penalty."""

    code = "penalty-unfit"
    status = 422


class DepositTooSmall(Refusal):
    """The deposit of {amount} does not cover this penalty. Take it with the next settlement."""

    code = "deposit-too-small"


class AuthorityMissing(Refusal):
    """Say which authority is told."""

    code = "authority-missing"
    status = 422


class NotDecidedYet(Refusal):
    """This case ends with the decision about it; decide that first."""

    code = "appraisal-not-decided-yet"


class AlreadyTold(Refusal):
    """This customer was told already."""

    code = "customer-already-told"

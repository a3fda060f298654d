"""How customer care says no."""

from zhanggui.kernel.refusal import Refusal


class NotYetRateable(Refusal):
    """Only what was bought can be rated: this order has not been paid."""

    code = "not-yet-rateable"


class RatedEnough(Refusal):
    """This has been rated {times} times already."""

    code = "rated-enough"


class NotAScore(Refusal):
    """{score} is not a score from one to five."""

    code = "not-a-score"
    status = 400


class AlreadyAnswered(Refusal):
    """This question has been answered already. Thank you."""

    code = "already-answered"


class NobodyToReach(Refusal):
    """Say whose complaint this is: a customer, or a name and a number."""

    code = "nobody-to-reach"
    status = 422


class AlreadyPublished(Refusal):
    """The result of this period has been published already."""

    code = "already-published"


class TooFewAnswers(Refusal):
    """There are only {answered} answers; below {least} nothing is published, so that nobody is recognised."""

    code = "too-few-answers"


class PeriodNotOver(Refusal):
    """This period is not over."""

    code = "period-not-over"


class NoLegalBasis(Refusal):
    """A rating is folded only if the law forbids to show it. Name the law, and what is unlawful."""

    code = "no-legal-basis"
    status = 422


class AlreadyFolded(Refusal):
    """This rating is folded already."""

    code = "already-folded"


class PicturesEnough(Refusal):
    """A rating has at most {most} pictures."""

    code = "pictures-enough"


class AlreadyReplied(Refusal):
    """This rating has its reply already; it stays as it is."""

    code = "already-replied"


class NotAQuestion(Refusal):
    """A question has {least} to {most} characters, without addresses or telephone numbers."""

    code = "not-a-question"
    status = 422


class CallGone(Refusal):
    """This call has ended."""

    code = "call-gone"


class CallTaken(Refusal):
    """{agent} has accepted this call already."""

    code = "call-taken"


class NotYourCall(Refusal):
    """Only the agent who accepted the call writes to it."""

    code = "not-your-call"
    status = 403


class CallBackNotSo(Refusal):
    """This call-back is {state}: {verb} is not possible now."""

    code = "call-back-not-so"


class TooFewTries(Refusal):
    """Try {tries} times before giving up."""

    code = "too-few-tries"
    status = 422


class AskedEnough(Refusal):
    """You have asked {times} times within a day. Please wait for the answers, or call us."""

    code = "asked-enough"


class TakenDownAlready(Refusal):
    """This question has been taken down."""

    code = "taken-down-already"

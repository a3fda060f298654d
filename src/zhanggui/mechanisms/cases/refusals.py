"""How the case mechanism says no."""

from zhanggui.kernel.refusal import Refusal


class NoSuchSeverity(Refusal):
    """Cases of this kind have no severity {severity}."""

    code = "no-such-severity"
    status = 400


class NoSuchCause(Refusal):
    """Say what the cause was."""

    code = "no-such-cause"
    status = 422


class FindingMissing(Refusal):
    """This case cannot be closed without a finding."""

    code = "finding-missing"
    status = 422


class RectificationMissing(Refusal):
    """This case cannot be closed without saying what was put right."""

    code = "rectification-missing"
    status = 422


class ReplyMissing(Refusal):
    """This case cannot be closed before it has been answered."""

    code = "reply-missing"
    status = 422


class NothingSaid(Refusal):
    """Write something: an empty message is none."""

    code = "nothing-said"
    status = 400


class AnsweredByProgram(Refusal):
    """Only a person's answer stops the clock; an automatic reply does not."""

    code = "answered-by-program"
    status = 403


class TooLateToReopen(Refusal):
    """This case was closed more than {days} days ago. Open a new one."""

    code = "too-late-to-reopen"


class TopOfChain(Refusal):
    """This case has been shown to everybody in the chain already."""

    code = "top-of-chain"


class NotAHandler(Refusal):
    """{name} does not handle cases of this kind."""

    code = "not-a-handler"
    status = 422

"""How campaigns say no."""

from zhanggui.kernel.refusal import Refusal


class PlanIncomplete(Refusal):
    """The plan is not complete. Missing or wrong: {fields}"""

    code = "plan-incomplete"
    status = 422


class PlanOpen(Refusal):
    """There is a draft of this plan already, or a version under review."""

    code = "plan-open"


class NotYetReady(Refusal):
    """The campaign cannot begin: {reasons}"""

    code = "campaign-not-ready"
    status = 422


class NotShowable(Refusal):
    """Advertisement {number} may not be shown here now: it is not approved for {medium}, or no longer."""

    code = "material-not-showable"
    status = 422


class MaterialTaken(Refusal):
    """This advertisement is part of the campaign already, in this medium."""

    code = "material-taken"


class CodeTaken(Refusal):
    """The code {code} is in use."""

    code = "code-taken"


class BadCode(Refusal):
    """A code is 4 to 12 capital letters and digits, and leads to a page of the shop."""

    code = "bad-code"
    status = 422


class OverBudget(Refusal):
    """The campaign has {left_fen} fen left of its budget. Have a larger one approved first."""

    code = "over-budget"
    status = 422


class VoucherUsed(Refusal):
    """This voucher is entered already."""

    code = "voucher-used"


class NoSuchTask(Refusal):
    """The plan has no such task, or it is done already."""

    code = "no-such-task"


class SummaryIncomplete(Refusal):
    """The summary is not complete. Missing or wrong: {fields}"""

    code = "summary-incomplete"
    status = 422


class ReachTold(Refusal):
    """This source has told the reach of that day already."""

    code = "reach-told"


class MonthNotOver(Refusal):
    """The month is not over yet."""

    code = "month-not-over"


class MonthEvaluated(Refusal):
    """This month is evaluated already."""

    code = "month-evaluated"


class UnknownCode(Refusal):
    """There is no campaign with the code {code} now."""

    code = "unknown-code"
    status = 422


class MailingUnlawful(Refusal):
    """It says “{words}”, which advertising law does not allow. Write it otherwise."""

    code = "mailing-unlawful"
    status = 422


class MailingShowsTakenDown(Refusal):
    """It shows an advertisement that was taken down: {numbers}. Write it otherwise."""

    code = "mailing-shows-taken-down"
    status = 422


class MailingTooLate(Refusal):
    """A mailing begins in the future, so that a second person can look at it first."""

    code = "mailing-too-late"
    status = 422


class NotAThrottle(Refusal):
    """Between {least} and {most} messages an hour can be sent."""

    code = "not-a-throttle"
    status = 422

"""How compliance says no."""

from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.violations import refuse_as


class BadCode(Refusal):
    """{given} cannot be a code here. Use small letters, digits and hyphens, 2 to 40 of them."""

    code = "bad-compliance-code"
    status = 400


class CodeTaken(Refusal):
    """There is one with the code {given} already."""

    code = "compliance-code-taken"


class UnknownControl(Refusal):
    """The house has no control or dated rule called {names}."""

    code = "unknown-control"
    status = 422


class NotInForce(Refusal):
    """{name} is not in force today. Cite what took its place: {successor}"""

    code = "instrument-not-in-force"
    status = 422


class RetiredAlready(Refusal):
    """This obligation does not bind the house any more."""

    code = "obligation-retired"


class NothingToAdopt(Refusal):
    """The register holds everything that came with the program."""

    code = "nothing-to-adopt"


class UnknownBasis(Refusal):
    """The register knows no obligation in force called {codes}. A policy names the duties it serves."""

    code = "unknown-basis"
    status = 422


class PolicyVersionOpen(Refusal):
    """A version of this policy is still open. Finish or withdraw it first."""

    code = "policy-version-open"


class CommentsFirst(Refusal):
    """A rule of the platform is put before the public first; comments are open until {until}."""

    code = "comments-first"
    status = 422


class CommentsClosed(Refusal):
    """Comments on this version are not open now."""

    code = "comments-closed"
    status = 422


class NothingSaid(Refusal):
    """Write what you want to say, please: 5 to 1000 characters."""

    code = "nothing-said"
    status = 400


class NoticeTooShort(Refusal):
    """The public needs {days} whole days of notice: the first day it may hold is {earliest}."""

    code = "notice-too-short"
    status = 422


class DayTaken(Refusal):
    """Another version of this policy holds from that very day. Choose another first day."""

    code = "policy-day-taken"


class NotYourPolicy(Refusal):
    """This policy does not concern your post, or it does not hold now."""

    code = "not-your-policy"
    status = 422


refuse_as("compliance_one_open_version", PolicyVersionOpen)
refuse_as("compliance_one_version_a_day", DayTaken)

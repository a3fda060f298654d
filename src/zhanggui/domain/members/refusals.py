"""How membership says no."""

from zhanggui.kernel.refusal import Refusal


class TooMany(Refusal):
    """There is room for {most}. Please remove some first."""

    code = "too-many"
    status = 422


class ClosureAsked(Refusal):
    """You have asked for the account to be closed already: {number}."""

    code = "closure-asked"


class StillSomethingOpen(Refusal):
    """The account cannot be closed yet: {what} must come to their end first."""

    code = "still-something-open"

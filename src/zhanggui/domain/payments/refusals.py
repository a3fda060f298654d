"""Why something about other people's lists of our money is not done."""

from zhanggui.kernel.refusal import Refusal


class NotSuchAList(Refusal):
    """This is not a list of that kind: there is no {missing} in it."""

    code = "not-such-a-list"
    status = 422


class EmptyList(Refusal):
    """There is no line in this list."""

    code = "empty-list"
    status = 422


class AlreadyProposed(Refusal):
    """A proposal for this difference is waiting for somebody else, or was carried out."""

    code = "already-proposed"


class NotARemedy(Refusal):
    """This difference cannot be settled that way: {why}."""

    code = "not-a-remedy"
    status = 422


class NotApproved(Refusal):
    """Nobody else has agreed to this yet."""

    code = "not-approved"


class ReasonMissing(Refusal):
    """Please write down what was found."""

    code = "reason-missing"
    status = 422

"""How the approval mechanism says no."""

from zhanggui.kernel.refusal import NotAllowed, Refusal


class AlreadySubmitted(Refusal):
    """This version has been submitted already. Make a new version to submit again."""

    code = "already-submitted"


class ReviewClosed(Refusal):
    """This review has ended already."""

    code = "review-closed"


class ReviewOverdue(Refusal):
    """The deadline of this review passed on {due}. The version must be submitted again."""

    code = "review-overdue"


class VersionChanged(Refusal):
    """What was submitted is not what stands here now. The version must be submitted again."""

    code = "version-changed"


class NoSuchStep(Refusal):
    """This review has no step named {step}."""

    code = "no-such-step"
    status = 404


class StepOutOfOrder(Refusal):
    """It is not the turn of this step."""

    code = "step-out-of-order"


class NobodyBehindAccount(Refusal):
    """Only a natural person decides. Behind this account there is none."""

    code = "nobody-behind-account"
    status = 403


class AuthorCannotApprove(NotAllowed):
    """Nobody reviews what they wrote or submitted themselves, under whatever account. Ask a colleague."""

    code = "author-cannot-approve"


class AlreadyDecided(Refusal):
    """You have decided this step already."""

    code = "already-decided"


class OnePersonOneStep(NotAllowed):
    """You have decided another step of this review. This one needs other eyes."""

    code = "one-person-one-step"


class ChecklistIncomplete(Refusal):
    """Each item of the checklist must be answered. Missing: {count}"""

    code = "checklist-incomplete"
    status = 422


class UnknownCheck(Refusal):
    """The checklist of this step has no item {items}."""

    code = "unknown-check"
    status = 400


class ItemNotInOrder(Refusal):
    """This cannot be approved while items of the checklist are not in order: {count}"""

    code = "item-not-in-order"
    status = 422


class ReasonMissing(Refusal):
    """Say why it is rejected, so that the author can put it right."""

    code = "reason-missing"
    status = 422


class NotYoursToWithdraw(NotAllowed):
    """Only those who submitted a version can withdraw it."""

    code = "not-yours-to-withdraw"


class NotApproved(Refusal):
    """Only an approved version can be published."""

    code = "not-approved"


class VersionFrozen(Refusal):
    """A submitted version cannot be changed. Make a new version."""

    code = "version-frozen"

"""How messages are refused."""

from zhanggui.kernel.refusal import Refusal


class ValueMissing(Refusal):
    """A message of this kind needs a value for {name}."""

    code = "value-missing"
    status = 422


class UnknownPlaceholder(Refusal):
    """Nobody knows what to put in place of {name}. This text may use: {known}."""

    code = "unknown-placeholder"
    status = 422


class NothingWritten(Refusal):
    """A template needs a text, and a mail a subject."""

    code = "nothing-written"
    status = 422


class TemplateUnpublished(Refusal):
    """The template {code} has no approved version."""

    code = "template-unpublished"


class NotMarketing(Refusal):
    """Only a marketing template is sent to many at once."""

    code = "not-marketing"


class BatchNotSo(Refusal):
    """The sending is {state}: {verb} is not possible now."""

    code = "batch-not-so"


class NotRefusable(Refusal):
    """Messages about your orders and the security of your account cannot be switched off."""

    code = "not-refusable"
    status = 422


class NotSuppressed(Refusal):
    """This address is not on the suppression list."""

    code = "not-suppressed"


class UnsignedLink(Refusal):
    """This link is not one of ours, or it was damaged on its way. Copy it whole from the message."""

    code = "unsigned-link"
    status = 400


class NobodyToTest(Refusal):
    """Your account has no address for this way. A test goes to yourself only: have it entered."""

    code = "nobody-to-test"


class UnreadableReport(Refusal):
    """This is not a report about one of our messages."""

    code = "unreadable-report"
    status = 400

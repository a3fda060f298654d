"""How partners are told no."""

from zhanggui.kernel.refusal import Refusal


class UsccLength(Refusal):
    """A unified social credit code has 18 characters; this one has {length}."""

    code = "uscc-length"
    status = 400


class UsccCharacters(Refusal):
    """A unified social credit code has digits and capital letters only, and none of I, O, S, V, Z."""

    code = "uscc-characters"
    status = 400


class UsccCheckDigit(Refusal):
    """The check digit of this unified social credit code is wrong. Compare it with the licence."""

    code = "uscc-check-digit"
    status = 400


class FirmKnown(Refusal):
    """A firm with this unified social credit code has registered already. Sign in with its account."""

    code = "firm-known"


class FieldMissing(Refusal):
    """{field} is needed."""

    code = "field-missing"
    status = 400


class FieldTooLong(Refusal):
    """{field} has at most {limit} characters."""

    code = "field-too-long"
    status = 400


class PapersMissing(Refusal):
    """These documents are missing or have run out: {types}."""

    code = "papers-missing"
    status = 422


class LicenceOfOther(Refusal):
    """The number of the business licence is not the unified social credit code of the firm."""

    code = "licence-of-other"
    status = 422


class ApplicationOpen(Refusal):
    """An application is being looked at already."""

    code = "application-open"


class VisitMissing(Refusal):
    """There is no site visit with a good result on record for this application."""

    code = "visit-missing"
    status = 422


class VisitInFuture(Refusal):
    """A visit is recorded after it took place."""

    code = "visit-in-future"
    status = 422


class AgreementMissing(Refusal):
    """There is no signed agreement on record that is in force."""

    code = "agreement-missing"
    status = 422


class AgreementPeriod(Refusal):
    """An agreement ends after it begins, and after it was signed."""

    code = "agreement-period"
    status = 422


class RenewalOpen(Refusal):
    """A renewal of this document is being looked at already."""

    code = "renewal-open"


class StillWanting(Refusal):
    """This partner cannot trade yet: {wanting}."""

    code = "still-wanting"
    status = 422


class NotABankAccount(Refusal):
    """A bank account number has 8 to 30 digits."""

    code = "not-a-bank-account"
    status = 400

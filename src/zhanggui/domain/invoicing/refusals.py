"""What invoicing refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class NotYetDelivered(Refusal):
    """Order {number} has not arrived yet. Its invoice is issued once it was signed for."""

    code = "not-yet-delivered"


class NothingKept(Refusal):
    """Nothing of order {number} was kept and paid for, so there is nothing to invoice."""

    code = "nothing-kept"


class AlreadyInvoiced(Refusal):
    """There is an invoice already. To have it name somebody else, ask for another title."""

    code = "already-invoiced"


class TaxClassMissing(Refusal):
    """It is not known yet how {name} is taxed. Finance sees it on its desk; please ask again tomorrow."""

    code = "tax-class-missing"


class BadTitle(Refusal):
    """An invoice names somebody: a person, or a firm with its unified social credit code."""

    code = "bad-title"
    status = 422


class FirmUnclear(Refusal):
    """A special invoice needs the firm's address and telephone, and its bank and account."""

    code = "firm-unclear"
    status = 422


class NotOnSpecial(Refusal):
    """{name} cannot stand on a special invoice: it is exempt, or sold to consumers. Take an ordinary one."""

    code = "not-on-special"
    status = 422


class SameTitle(Refusal):
    """The invoice names exactly this already."""

    code = "same-title"


class NotIssuedYet(Refusal):
    """Invoice {number} has not been issued yet."""

    code = "not-issued-yet"


class HasRedLetter(Refusal):
    """A part of invoice {number} was taken back already, so its title cannot be changed any more."""

    code = "has-red-letter"


class NothingLeft(Refusal):
    """Nothing is left of invoice {number} to take back."""

    code = "nothing-left"


class BadClass(Refusal):
    """A tax class is 19 digits with a short name."""

    code = "bad-tax-class"
    status = 422


class ClassInThePast(Refusal):
    """A tax class can start today at the earliest: invoices were issued by the one before."""

    code = "tax-class-in-the-past"
    status = 422


class HouseUnnamed(Refusal):
    """The house has no credit code on file, so it cannot issue invoices."""

    code = "house-unnamed"


class OtherNumber(Refusal):
    """Invoice {number} was issued under another number already."""

    code = "other-number"


class ReasonMissing(Refusal):
    """Please say why."""

    code = "invoice-reason-missing"
    status = 422


class NothingEarned(Refusal):
    """The house earned no commission by statement {number} that could be invoiced."""

    code = "nothing-earned"

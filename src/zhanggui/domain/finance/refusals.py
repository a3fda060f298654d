"""What finance refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class BadShare(Refusal):
    """A rate is between 0 and 100 percent, with at most two decimals."""

    code = "bad-share"
    status = 422


class TermsInThePast(Refusal):
    """New terms start tomorrow at the earliest."""

    code = "terms-in-the-past"
    status = 422


class UnknownCategory(Refusal):
    """There is no category {code}."""

    code = "unknown-category"
    status = 422


class ReasonMissing(Refusal):
    """Please say why."""

    code = "reason-missing"
    status = 422


class BadAmount(Refusal):
    """The amount must be above zero."""

    code = "bad-amount"
    status = 422


class AlreadyObjected(Refusal):
    """There is an objection to this line already."""

    code = "already-objected"


class AlreadyDecided(Refusal):
    """This was decided before."""

    code = "already-decided"


class NoBankAccount(Refusal):
    """{name} has given no bank account yet."""

    code = "no-bank-account"


class NothingToPayOut(Refusal):
    """No confirmed statement waits for payment."""

    code = "nothing-to-pay-out"


class NotApproved(Refusal):
    """This has not been approved."""

    code = "not-approved"


class FundTooSmall(Refusal):
    """The protection fund does not hold enough for this."""

    code = "fund-too-small"


class PeriodClosed(Refusal):
    """The books of {month} are closed."""

    code = "period-closed"


class PeriodNotOver(Refusal):
    """{month} is not over yet."""

    code = "period-not-over"


class EarlierPeriodOpen(Refusal):
    """The books of {month} have to be closed first."""

    code = "earlier-period-open"


class BooksDisagree(Refusal):
    """The vouchers do not agree with the ledger; nothing was closed. Differences: {kinds}."""

    code = "books-disagree"


class NoGoodsToInvoice(Refusal):
    """Statement {number} has no goods to be invoiced."""

    code = "no-goods-to-invoice"


class GoodsInvoiceNumber(Refusal):
    """The number of an invoice is 20 digits, and its day is not after today."""

    code = "bad-goods-invoice"
    status = 422


class GoodsInvoiceDiffers(Refusal):
    """The invoice does not say what the statement says: {net} yuan net and {tax} yuan tax are expected."""

    code = "goods-invoice-differs"
    status = 422


class GoodsInvoiceKnown(Refusal):
    """There is an invoice for this statement, or under this number, already."""

    code = "goods-invoice-known"

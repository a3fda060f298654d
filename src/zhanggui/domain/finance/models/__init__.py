"""Tables of finance: settlement with suppliers, the protection fund, and the books."""

from zhanggui.domain.finance.models.books import Mark, Period, Voucher, VoucherLine
from zhanggui.domain.finance.models.fund import FundClaim
from zhanggui.domain.finance.models.settlement import (
    Charge,
    Objection,
    Payout,
    SettlementAccount,
    Statement,
    StatementLine,
    Terms,
    TermsInForce,
)

__all__ = [
    "Charge",
    "FundClaim",
    "Mark",
    "Objection",
    "Payout",
    "Period",
    "SettlementAccount",
    "Statement",
    "StatementLine",
    "Terms",
    "TermsInForce",
    "Voucher",
    "VoucherLine",
]

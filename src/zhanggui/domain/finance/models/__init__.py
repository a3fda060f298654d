"""Tables of finance: settlement with suppliers, the protection fund, and the books."""

from zhanggui.domain.finance.models.books import Mark, Period, ProfitShare, Voucher, VoucherLine
from zhanggui.domain.finance.models.fund import FundClaim
from zhanggui.domain.finance.models.invoices import GoodsInvoice
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
    "GoodsInvoice",
    "Mark",
    "Objection",
    "Payout",
    "Period",
    "ProfitShare",
    "SettlementAccount",
    "Statement",
    "StatementLine",
    "Terms",
    "TermsInForce",
    "Voucher",
    "VoucherLine",
]

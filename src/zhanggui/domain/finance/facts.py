"""What happens to money between house and suppliers, in the past tense. Amounts are fen."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("finance.terms_proposed", "Settlement terms {number} for {supplier} were proposed")
@dataclass(frozen=True, kw_only=True)
class TermsProposed:
    supplier: str
    number: int


@trail.fact("finance.terms_agreed", "Settlement terms {number} for {supplier} hold from {starts_on}")
@dataclass(frozen=True, kw_only=True)
class TermsAgreed:
    supplier: str
    number: int
    starts_on: str


@trail.fact("finance.statement_drawn", "Statement {number} was drawn up: {lines} lines")
@dataclass(frozen=True, kw_only=True)
class StatementDrawn:
    number: str
    supplier: str
    lines: int
    net_fen: int
    difference_fen: int


@trail.fact("finance.cycle_settled", "Up to {until} {statements} statements were drawn up ({cycle})")
@dataclass(frozen=True, kw_only=True)
class CycleSettled:
    cycle: str
    until: str
    accounts: int
    statements: int


@trail.fact("finance.statement_explained", "The difference of statement {number} was explained")
@dataclass(frozen=True, kw_only=True)
class StatementExplained:
    number: str
    difference_fen: int


@trail.fact("finance.statement_sent", "Statement {number} was sent to the supplier")
@dataclass(frozen=True, kw_only=True)
class StatementSent:
    number: str
    net_fen: int


@trail.fact("finance.statement_carried", "The balance of statement {number} is carried over")
@dataclass(frozen=True, kw_only=True)
class StatementCarried:
    number: str
    net_fen: int


@trail.fact("finance.line_objected", "Line {position} of statement {number} was objected to")
@dataclass(frozen=True, kw_only=True)
class LineObjected:
    number: str
    position: int


@trail.fact("finance.objection_upheld", "The objection to line {position} of {number} was upheld")
@dataclass(frozen=True, kw_only=True)
class ObjectionUpheld:
    number: str
    position: int
    credit_fen: int


@trail.fact("finance.objection_rejected", "The objection to line {position} of {number} was rejected")
@dataclass(frozen=True, kw_only=True)
class ObjectionRejected:
    number: str
    position: int


@trail.fact("finance.statement_confirmed", "Statement {number} was confirmed")
@dataclass(frozen=True, kw_only=True)
class StatementConfirmed:
    number: str
    net_fen: int


@trail.fact("finance.statement_confirmed_by_silence", "Nobody objected to statement {number} in time")
@dataclass(frozen=True, kw_only=True)
class StatementConfirmedBySilence:
    number: str
    net_fen: int


@trail.fact("finance.charge_proposed", "Charge {number} was proposed")
@dataclass(frozen=True, kw_only=True)
class ChargeProposed:
    number: str
    kind: str
    amount_fen: int


@trail.fact("finance.charge_approved", "Charge {number} was approved")
@dataclass(frozen=True, kw_only=True)
class ChargeApproved:
    number: str
    amount_fen: int


@trail.fact("finance.charge_dropped", "Charge {number} was not approved")
@dataclass(frozen=True, kw_only=True)
class ChargeDropped:
    number: str


@trail.fact("finance.payout_proposed", "Payout {number} of {statements} statements was proposed")
@dataclass(frozen=True, kw_only=True)
class PayoutProposed:
    number: str
    statements: int
    total_fen: int


@trail.fact("finance.payout_approved", "Payout {number} was approved")
@dataclass(frozen=True, kw_only=True)
class PayoutApproved:
    number: str
    total_fen: int


@trail.fact("finance.payout_dropped", "Payout {number} was not approved")
@dataclass(frozen=True, kw_only=True)
class PayoutDropped:
    number: str


@trail.fact("finance.payout_paid", "Payout {number} was paid by the bank, {failed} of its payments came back")
@dataclass(frozen=True, kw_only=True)
class PayoutPaid:
    number: str
    bank_reference: str
    paid_fen: int
    failed: int


@trail.fact("finance.deposit_taken", "{supplier} left a deposit")
@dataclass(frozen=True, kw_only=True)
class DepositTaken:
    supplier: str
    amount_fen: int
    bank_reference: str


@trail.fact("finance.deposit_returned", "A deposit went back to {supplier}")
@dataclass(frozen=True, kw_only=True)
class DepositReturned:
    supplier: str
    amount_fen: int
    bank_reference: str


@trail.fact("finance.vouchers_made", "{vouchers} vouchers were made from the ledger")
@dataclass(frozen=True, kw_only=True)
class VouchersMade:
    vouchers: int
    through_xid: int


@trail.fact("finance.period_closed", "The books of {month} were closed")
@dataclass(frozen=True, kw_only=True)
class PeriodClosed:
    month: str
    vouchers: int


@trail.fact("finance.fund_contributed", "The protection fund was given more")
@dataclass(frozen=True, kw_only=True)
class FundContributed:
    amount_fen: int
    bank_reference: str


@trail.fact("finance.claim_proposed", "Claim {number} on the protection fund was proposed")
@dataclass(frozen=True, kw_only=True)
class ClaimProposed:
    number: str
    amount_fen: int


@trail.fact("finance.claim_approved", "Claim {number} on the protection fund was approved")
@dataclass(frozen=True, kw_only=True)
class ClaimApproved:
    number: str
    amount_fen: int


@trail.fact("finance.claim_dropped", "Claim {number} on the protection fund was not approved")
@dataclass(frozen=True, kw_only=True)
class ClaimDropped:
    number: str


@trail.fact("finance.claim_paid", "Claim {number} was paid by the protection fund")
@dataclass(frozen=True, kw_only=True)
class ClaimPaid:
    number: str
    amount_fen: int
    bank_reference: str


@trail.fact(
    "finance.payout_exported", "The {payments} payments of payout {number} were written out for the bank"
)
@dataclass(frozen=True, kw_only=True)
class PayoutExported:
    number: str
    payments: int


@trail.fact("finance.goods_invoice_given", "The supplier's invoice {platform_number} came for {number}")
@dataclass(frozen=True, kw_only=True)
class GoodsInvoiceGiven:
    number: str
    platform_number: str


@trail.fact("finance.goods_invoice_accepted", "The supplier's invoice {platform_number} was accepted")
@dataclass(frozen=True, kw_only=True)
class GoodsInvoiceAccepted:
    platform_number: str
    tax_fen: int


@trail.fact("finance.goods_invoice_sent_back", "The supplier's invoice {platform_number} was sent back")
@dataclass(frozen=True, kw_only=True)
class GoodsInvoiceSentBack:
    platform_number: str

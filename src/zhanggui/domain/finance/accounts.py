"""The money accounts between the house, its suppliers and its bank, in fen.

    settled     payable(supplier)  →  due(supplier), commission, shared discounts, charges, shared freight
    paid out    due(supplier)      →  bank
    deposit     bank               →  deposit(supplier)
    tax         vat awaited(supplier)  →  output VAT, when goods are settled;
                input VAT  →  vat awaited(supplier), when the supplier's invoice was accepted
    fund        bank of the fund   →  fund;  a claim paid goes back the same way (B-6.3.4, CP-22)

``due``, ``deposit`` and the fund are guarded: nobody is paid what was not settled, and the fund pays nothing
it does not have.
"""

from uuid import UUID

from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import CNY, HOUSE, AccountRef

DUE = ledger.account_kind("finance.supplier_due", side="credit", guarded=True)
"""What a supplier is to be paid by statements that were sent."""
DEPOSITS = ledger.account_kind("finance.supplier_deposit", side="credit", guarded=True)
"""What a supplier has left with the house (EC-26)."""
BANK_ACCOUNT = ledger.account_kind("finance.bank", side="debit")
"""The house's own bank account, less what payouts took from it."""
COMMISSIONS = ledger.account_kind("finance.commission", side="credit")
"""What the house earned by selling for suppliers, tax included."""
CHARGES_TAKEN = ledger.account_kind("finance.charges", side="credit")
"""Penalties and costs that suppliers bore."""
FREIGHT_BORNE = ledger.account_kind("finance.freight_share", side="credit")
"""What suppliers bore, by their terms, of what sending their goods cost."""
FUND_OWED = ledger.account_kind("finance.protection_fund", side="credit", guarded=True)
"""What is kept for customers who were harmed."""
FUND_HELD = ledger.account_kind("finance.fund_bank", side="debit")
"""The bank account of the fund, apart from the house's own money."""
FUND_COST = ledger.account_kind("finance.fund_cost", side="debit")
"""What the house itself has put into the fund."""

OUTPUT_VAT_OWED = ledger.account_kind("finance.output_vat", side="credit")
"""Tax on goods sold to customers, owed to the state. That on the house's own income is split in the books."""
INPUT_VAT_HELD = ledger.account_kind("finance.input_vat", side="debit")
"""Tax that suppliers charged the house by invoices it accepted: taken off what is owed."""
VAT_AWAITED = ledger.account_kind("finance.vat_awaited", side="debit")
"""Tax of settled goods whose supplier has not sent its invoice yet."""

BANK = BANK_ACCOUNT.of(HOUSE, CNY)
COMMISSION = COMMISSIONS.of(HOUSE, CNY)
CHARGES = CHARGES_TAKEN.of(HOUSE, CNY)
FREIGHT_SHARE = FREIGHT_BORNE.of(HOUSE, CNY)
FUND = FUND_OWED.of(HOUSE, CNY)
FUND_BANK = FUND_HELD.of(HOUSE, CNY)
CONTRIBUTED = FUND_COST.of(HOUSE, CNY)
OUTPUT_VAT = OUTPUT_VAT_OWED.of(HOUSE, CNY)
INPUT_VAT = INPUT_VAT_HELD.of(HOUSE, CNY)


def due(supplier_id: UUID) -> AccountRef:
    return DUE.of(supplier_id, CNY)


def deposit(supplier_id: UUID) -> AccountRef:
    return DEPOSITS.of(supplier_id, CNY)


def vat_awaited(supplier_id: UUID) -> AccountRef:
    return VAT_AWAITED.of(supplier_id, CNY)

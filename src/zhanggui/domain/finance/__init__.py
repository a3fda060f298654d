"""Finance (财务): accounts, vouchers, settlement, invoices, protection fund."""

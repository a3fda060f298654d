"""Ledger (账): nothing moves without a double entry, neither goods nor money."""

"""Who may do what with prices: the proposer, the evaluator and the approver are three people (B-4.2.3)."""

from zhanggui.identity.roles import Role, capability

PROPOSE_PRICES = capability(
    "pricing.propose_prices", Role.SUPPLIER, Role.SUPPLIER_MANAGER, Role.PRICE_MANAGER
)
"""A supplier proposes prices of its own goods."""
EVALUATE_PRICES = capability("pricing.evaluate_prices", Role.PRICE_MANAGER)
APPROVE_PRICES = capability("pricing.approve_prices", Role.PRICE_APPROVER)
RECORD_TRADES = capability(
    "pricing.record_trades", Role.CARRIER, Role.LOGISTICS_MANAGER, Role.FINANCE, Role.SERVICE
)
"""Held by whoever takes the money in: a trade is recorded when it is paid."""
SETTLE_REFERENCES = capability("pricing.settle_references", Role.SERVICE, Role.PRICE_MANAGER)
END_PRICES = capability(
    "pricing.end_prices", Role.PRICE_MANAGER, Role.PRICE_APPROVER, Role.COMPLIANCE_OFFICER
)
SEE_PRICE_FILES = capability(
    "pricing.see_price_files",
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.SUPPLIER_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.PROGRAMME_SCHEDULER,
)
"""Who sees research and proposals of everybody, not only of one's own firm."""
REPORT_VIOLATIONS = capability(
    "pricing.report_violations",
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.COMPLIANCE_OFFICER,
    Role.CS_SUPERVISOR,
    Role.INTERNAL_AUDITOR,
    Role.SERVICE,
)
"""The service role finds them at night, by computing."""
HANDLE_VIOLATIONS = capability("pricing.handle_violations", Role.PRICE_APPROVER, Role.COMPLIANCE_OFFICER)

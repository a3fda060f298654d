"""Who may do what with the house's money. Who proposes never approves."""

from zhanggui.identity.roles import Role, capability

PROPOSE_TERMS = capability("finance.propose_terms", Role.SUPPLIER_MANAGER, Role.FINANCE, Role.SERVICE)
"""The house itself proposes better terms to who was assessed as excellent."""
APPROVE_TERMS = capability("finance.approve_terms", Role.EXECUTIVE)
DRAW = capability("finance.draw", Role.FINANCE, Role.SERVICE)
SEND = capability("finance.send", Role.FINANCE, Role.SERVICE)
EXPLAIN = capability("finance.explain", Role.EXECUTIVE)
"""Lets a statement go on whose lines and books disagree, and says why they do."""
ANSWER_STATEMENTS = capability("finance.answer_statements", Role.SUPPLIER)
"""A supplier confirms its own statements, or objects to their lines."""
CONFIRM_SILENT = capability("finance.confirm_silent", Role.SERVICE)
DECIDE_OBJECTIONS = capability("finance.decide_objections", Role.FINANCE, Role.SUPPLIER_MANAGER)
PROPOSE_CHARGES = capability(
    "finance.propose_charges",
    Role.FINANCE,
    Role.SUPPLIER_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.SERVICE,
)
"""The house itself proposes the penalty of a ruling that two people made and nobody appealed against."""
APPROVE_CHARGES = capability("finance.approve_charges", Role.EXECUTIVE, Role.FINANCE)
PROPOSE_PAYOUTS = capability("finance.propose_payouts", Role.FINANCE)
APPROVE_PAYOUTS = capability("finance.approve_payouts", Role.EXECUTIVE)
PAY_OUT = capability("finance.pay_out", Role.FINANCE)
BOOK_BANK = capability("finance.book_bank", Role.FINANCE)
"""Books money that came to, or left, the bank accounts by itself: deposits, contributions."""
CLAIM_FUND = capability("finance.claim_fund", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)
DECIDE_CLAIMS = capability("finance.decide_claims", Role.EXECUTIVE, Role.FINANCE, Role.COMPLIANCE_OFFICER)
PAY_CLAIMS = capability("finance.pay_claims", Role.FINANCE)
SEE_BOOKS = capability(
    "finance.see_books",
    Role.FINANCE,
    Role.EXECUTIVE,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.COMPLIANCE_OFFICER,
    Role.SUPPLIER_MANAGER,
    Role.SERVICE,
)
KEEP_BOOKS = capability("finance.keep_books", Role.FINANCE, Role.SERVICE)
"""Makes vouchers and closes months."""
GIVE_GOODS_INVOICES = capability("finance.give_goods_invoices", Role.SUPPLIER, Role.FINANCE)
"""Registers a supplier's own invoice: the supplier itself, or finance where it came on paper."""

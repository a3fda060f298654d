"""Who may do what with invoices."""

from zhanggui.identity.roles import Role, capability

ASK = capability(
    "invoicing.ask", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.FINANCE, Role.SERVICE
)
"""Ask for the invoice of an order, one's own or a caller's, or for another name on it."""
ISSUE = capability("invoicing.issue", Role.SERVICE)
"""Write down what the tax platform answered."""
KEEP_INVOICES = capability("invoicing.keep", Role.FINANCE, Role.SERVICE)
"""Say how goods are taxed, try refused invoices again, and take back wrong ones."""
SEE_INVOICES = capability(
    "invoicing.see",
    Role.FINANCE,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.EXECUTIVE,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.COMPLIANCE_OFFICER,
    Role.SERVICE,
)

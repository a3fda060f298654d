"""Who may do what in compliance."""

from zhanggui.identity.roles import STAFF, Role, capability

KEEP_REGISTER = capability("compliance.keep_register", Role.COMPLIANCE_OFFICER)
WRITE_POLICIES = capability(
    "compliance.write_policies",
    Role.COMPLIANCE_OFFICER,
    Role.CS_SUPERVISOR,
    Role.SECURITY_OFFICER,
    Role.SUPPLIER_MANAGER,
    Role.FINANCE,
)
APPROVE_POLICIES = capability("compliance.approve_policies", Role.EXECUTIVE, Role.COMPLIANCE_OFFICER)
READ_POLICIES = capability("compliance.read_policies", *STAFF)
SEE_COMPLIANCE = capability(
    "compliance.see",
    Role.COMPLIANCE_OFFICER,
    Role.RISK_MANAGER,
    Role.INTERNAL_AUDITOR,
    Role.AUDIT_ADMIN,
    Role.SECURITY_OFFICER,
    Role.EXECUTIVE,
)
"""Sees the register and every version of every policy."""

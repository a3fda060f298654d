"""Who may do what with columns."""

from zhanggui.identity.roles import Role, capability

WRITE_COLUMNS = capability("columns.write", Role.PROGRAMME_SCHEDULER, Role.SUPPLIER_MANAGER)
REVIEW_COLUMNS = capability("columns.review", Role.AD_REVIEWER, Role.COMPLIANCE_OFFICER)
TAKE_DOWN_COLUMNS = capability(
    "columns.take_down", Role.AD_REVIEWER, Role.COMPLIANCE_OFFICER, Role.PROGRAMME_SCHEDULER
)
SEE_COLUMNS = capability(
    "columns.see",
    Role.PROGRAMME_SCHEDULER,
    Role.SUPPLIER_MANAGER,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.PRODUCT_REVIEWER,
    Role.CS_SUPERVISOR,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
)
"""Sees every version on the console, and the shop's pages as they will be at a future moment."""

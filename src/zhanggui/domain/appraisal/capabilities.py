"""Who may do what about suppliers' assessments and violations. Who proposes never approves."""

from zhanggui.identity.roles import Role, capability

OPEN = capability("appraisal.open", Role.SUPPLIER_MANAGER, Role.SERVICE)
"""Counts a quarter and scores it."""
JUDGE = capability("appraisal.judge", Role.SUPPLIER_MANAGER)
APPROVE = capability("appraisal.approve", Role.COMPLIANCE_OFFICER, Role.EXECUTIVE)
ANSWER = capability("appraisal.answer", Role.SUPPLIER)
"""A supplier speaks for itself: it answers what it is charged with, objects, and appeals."""
DECIDE_OBJECTIONS = capability("appraisal.decide_objections", Role.COMPLIANCE_OFFICER, Role.EXECUTIVE)
FREEZE = capability("appraisal.freeze", Role.SERVICE)
REPORT = capability(
    "appraisal.report",
    Role.SUPPLIER_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.QUALITY_INSPECTOR,
    Role.PRODUCT_REVIEWER,
    Role.CS_SUPERVISOR,
    Role.SERVICE,
)
INVESTIGATE = capability("appraisal.investigate", Role.SUPPLIER_MANAGER, Role.COMPLIANCE_OFFICER)
APPROVE_RULINGS = capability("appraisal.approve_rulings", Role.EXECUTIVE)
FINISH = capability("appraisal.finish", Role.SERVICE)
"""Takes the measures that waited for the time of appeal."""
HELP_CUSTOMERS = capability(
    "appraisal.help_customers", Role.CS_SUPERVISOR, Role.CS_AGENT, Role.COMPLIANCE_OFFICER, Role.SERVICE
)
HANDLE_CASES = capability(
    "appraisal.handle_cases",
    Role.SUPPLIER_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.EXECUTIVE,
    Role.SERVICE,
)
SEE = capability(
    "appraisal.see",
    Role.SUPPLIER_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.EXECUTIVE,
    Role.QUALITY_INSPECTOR,
    Role.PRODUCT_REVIEWER,
    Role.FINANCE,
    Role.CS_SUPERVISOR,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.SERVICE,
)

"""What the verbs of partners ask for."""

from zhanggui.identity.roles import Role, capability

APPLY = capability("partners.apply", Role.SUPPLIER, Role.CARRIER, Role.SERVICE)
HANDLE_SUPPORT = capability("partners.handle_support", Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER)
"""Answer what suppliers and carriers ask the house for (B-3.2.5)."""
CHECK_SUPPLIERS = capability("partners.check_suppliers", Role.SUPPLIER_MANAGER)
CHECK_CARRIERS = capability("partners.check_carriers", Role.LOGISTICS_MANAGER)
VISIT = capability("partners.visit", Role.QUALITY_INSPECTOR)
SIGN = capability("partners.sign", Role.EXECUTIVE)
ACCEPT_RENEWALS = capability("partners.accept_renewals", Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER)
VERIFY = capability("partners.verify", Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER, Role.COMPLIANCE_OFFICER)
SUSPEND = capability(
    "partners.suspend", Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER, Role.COMPLIANCE_OFFICER, Role.EXECUTIVE
)
END = capability("partners.end", Role.EXECUTIVE, Role.SERVICE)
"""The house itself ends what two people decided to end, once the time of appeal is over."""
REVIEW_STANDING = capability(
    "partners.review_standing", Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER, Role.SERVICE
)
SEE_PARTNERS = capability(
    "partners.see",
    Role.SUPPLIER_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.QUALITY_INSPECTOR,
    Role.COMPLIANCE_OFFICER,
    Role.EXECUTIVE,
    Role.PRODUCT_REVIEWER,
    Role.FINANCE,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.SERVICE,
)

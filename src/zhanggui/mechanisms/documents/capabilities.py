"""What the verbs of documents ask for."""

from zhanggui.identity.roles import Role, capability

FILE_FOR_OTHERS = capability(
    "documents.file_for_others",
    Role.SUPPLIER_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.QUALITY_INSPECTOR,
    Role.PRODUCT_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.EXECUTIVE,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.SERVICE,
)
READ_DOCUMENTS = capability(
    "documents.read",
    Role.SUPPLIER_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.QUALITY_INSPECTOR,
    Role.PRODUCT_REVIEWER,
    Role.PRICE_APPROVER,
    Role.AD_REVIEWER,
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.FINANCE,
    Role.CS_SUPERVISOR,
    Role.CS_AGENT,
    Role.SERVICE,
)
RELEASE_DOCUMENTS = capability(
    "documents.release",
    Role.COMPLIANCE_OFFICER,
    Role.PRODUCT_REVIEWER,
    Role.SUPPLIER_MANAGER,
    Role.EXECUTIVE,
    Role.AD_REVIEWER,
    Role.SERVICE,
)
WITHDRAW_DOCUMENTS = capability(
    "documents.withdraw", Role.COMPLIANCE_OFFICER, Role.SUPPLIER_MANAGER, Role.LOGISTICS_MANAGER, Role.SERVICE
)
ROTATE_KEYS = capability("documents.rotate_keys", Role.SECURITY_ADMIN, Role.SECURITY_OFFICER, Role.SERVICE)

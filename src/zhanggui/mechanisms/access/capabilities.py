"""What the verbs at the door ask for."""

from zhanggui.identity.roles import Role, capability

OPEN_STAFF_ACCOUNT = capability("access.open_staff_account", Role.SYSTEM_ADMIN, Role.SERVICE)
DISABLE_ACCOUNT = capability("access.disable_account", Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.SERVICE)
GRANT_ROLE = capability("access.grant_role", Role.SECURITY_ADMIN, Role.SERVICE)
OPEN_CUSTOMER_ACCOUNT = capability(
    "access.open_customer_account", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE
)
FORGET_CUSTOMER = capability("access.forget_customer", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)
PUBLISH_POLICY = capability("access.publish_policy", Role.COMPLIANCE_OFFICER, Role.SERVICE)
ISSUE_CLIENT = capability("access.issue_client", Role.SECURITY_ADMIN, Role.SERVICE)

"""What may be done with the controls, and by whom."""

from zhanggui.identity.roles import Role, capability

VERIFY_HOUSE = capability("controls.verify_house", Role.SERVICE, Role.AUDIT_ADMIN, Role.INTERNAL_AUDITOR)
TAKE_SNAPSHOT = capability("controls.take_snapshot", Role.SERVICE, Role.COMPLIANCE_OFFICER)

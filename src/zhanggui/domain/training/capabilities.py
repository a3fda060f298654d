"""Who may do what in training."""

from zhanggui.identity.roles import STAFF, Role, capability

PUBLISH_COURSES = capability(
    "training.publish_courses",
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.CS_SUPERVISOR,
    Role.LOGISTICS_MANAGER,
)
TAKE_COURSES = capability("training.take_courses", *STAFF, Role.SUPPLIER, Role.CARRIER)
KEEP_CERTIFICATES = capability("training.keep_certificates", Role.COMPLIANCE_OFFICER, Role.SERVICE)
"""Registers certificates of others, such as a host's from the broadcasting authority, and revokes any."""
SEE_TRAINING = capability(
    "training.see",
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.CS_SUPERVISOR,
    Role.LOGISTICS_MANAGER,
    Role.PROGRAMME_SCHEDULER,
    Role.INTERNAL_AUDITOR,
    Role.AUDIT_ADMIN,
    Role.EXECUTIVE,
)

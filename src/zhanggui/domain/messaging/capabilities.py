"""What somebody may be allowed to do with messages."""

from zhanggui.identity.roles import STAFF, Role, capability

SEND_NOTICE = capability("messaging.send_notice", Role.SERVICE, Role.CUSTOMER, *STAFF)
"""A notice follows from an operation that has asked for its own capability."""
WRITE_TEMPLATE = capability(
    "messaging.write_template",
    Role.CS_SUPERVISOR,
    Role.PRICE_MANAGER,
    Role.PROGRAMME_SCHEDULER,
    Role.SERVICE,
)
REVIEW_TEMPLATE = capability("messaging.review_template", Role.AD_REVIEWER, Role.COMPLIANCE_OFFICER)
SEND_MARKETING = capability(
    "messaging.send_marketing", Role.PRICE_MANAGER, Role.PROGRAMME_SCHEDULER, Role.SERVICE
)
SUPPRESS = capability(
    "messaging.suppress", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER, Role.CS_AGENT, Role.SERVICE
)
REPORT = capability("messaging.report", Role.SERVICE)
"""Carriers and mail servers tell what became of a message."""

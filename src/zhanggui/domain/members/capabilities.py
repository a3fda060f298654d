"""What somebody may be allowed to do about members."""

from zhanggui.identity.roles import Role, capability

OWN = capability("members.own", Role.CUSTOMER)
"""Everything about one's own membership."""
SETTLE_POINTS = capability("members.settle_points", Role.SERVICE)
TELL = capability("members.tell", Role.SERVICE)
SEE_MEMBERS = capability(
    "members.see",
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.FINANCE,
)
HANDLE_PRIVACY = capability("members.handle_privacy", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)

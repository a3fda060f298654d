"""Who may do what about information security. Reporting an incident is for everybody who works here."""

from zhanggui.domain.governance.capabilities import OPERATING
from zhanggui.identity.roles import STAFF, Role, capability

REPORT_INCIDENTS = capability("security.report_incidents", *STAFF)
HANDLE_INCIDENTS = capability(
    "security.handle_incidents", Role.SECURITY_OFFICER, Role.SECURITY_ADMIN, Role.EXECUTIVE
)
SEE_INCIDENTS = capability(
    "security.see_incidents",
    *HANDLE_INCIDENTS.roles,
    Role.COMPLIANCE_OFFICER,
    Role.RISK_MANAGER,
    Role.INTERNAL_AUDITOR,
    Role.AUDIT_ADMIN,
)
"""All incidents. Everybody else sees those they reported."""
PLAN_ACTIVITIES = capability("security.plan_activities", Role.SECURITY_OFFICER)
APPROVE_ACTIVITIES = capability("security.approve_activities", Role.EXECUTIVE)
CARRY_OUT_ACTIVITIES = capability("security.carry_out_activities", *OPERATING)
"""Only the owner of a line of the plan carries it out."""
NOTE_WEAKNESSES = capability(
    "security.note_weaknesses", Role.SECURITY_OFFICER, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN
)

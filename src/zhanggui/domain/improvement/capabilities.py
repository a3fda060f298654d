"""Who may do what about improvement. Whoever proposes a change never decides whether it stays."""

from zhanggui.domain.governance.capabilities import OPERATING
from zhanggui.identity.roles import STAFF, Role, capability

KEEP_METRICS = capability(
    "improvement.keep_metrics", Role.EXECUTIVE, Role.COMPLIANCE_OFFICER, Role.RISK_MANAGER
)
TAKE_READINGS = capability("improvement.take_readings", Role.SERVICE)
ANALYSE = capability("improvement.analyse", *OPERATING)
IMPROVE = capability("improvement.improve", *OPERATING)
DECIDE_IMPROVEMENTS = capability(
    "improvement.decide_improvements", Role.EXECUTIVE, Role.COMPLIANCE_OFFICER, Role.RISK_MANAGER
)
SEE_IMPROVEMENT = capability("improvement.see", *STAFF)

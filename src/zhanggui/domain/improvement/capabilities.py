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

DRAFT_PLANS = capability(
    "improvement.draft_plans",
    Role.COMPLIANCE_OFFICER,
    Role.RISK_MANAGER,
    Role.FINANCE,
    Role.SUPPLIER_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.CS_SUPERVISOR,
)
APPROVE_PLANS = capability("improvement.approve_plans", Role.EXECUTIVE)
"""Adopts plans, closes the months of their initiatives, and looks at the strategy once a year."""
RECORD_EXPENSES = capability("improvement.record_expenses", Role.FINANCE)
ASSESS_RELEASES = capability("improvement.assess_releases", Role.SECURITY_OFFICER, Role.COMPLIANCE_OFFICER)
NOTE_IDEAS = capability("improvement.note_ideas", *OPERATING, Role.SERVICE)
DECIDE_IDEAS = capability("improvement.decide_ideas", Role.EXECUTIVE, Role.COMPLIANCE_OFFICER)
STOP_EXPERIMENTS = capability("improvement.stop_experiments", *DECIDE_IDEAS.roles, Role.SERVICE)
"""Anybody who decides may stop one; the nightly watch does where its rule says so."""

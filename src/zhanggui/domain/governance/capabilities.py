"""Who may do what about risks. Whoever proposes how a risk is met never approves it."""

from zhanggui.identity.roles import STAFF, WATCHING, Role, capability

OPERATING = STAFF - WATCHING
"""Posts that run the house. An internal auditor holds none of them."""

REGISTER_RISKS = capability("governance.register_risks", *OPERATING, Role.SERVICE)
"""Whoever works here may say what could go wrong."""
ASSESS_RISKS = capability("governance.assess_risks", Role.RISK_MANAGER, Role.COMPLIANCE_OFFICER)
PROPOSE_STRATEGIES = capability(
    "governance.propose_strategies",
    Role.RISK_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.SUPPLIER_MANAGER,
    Role.PRICE_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.CS_SUPERVISOR,
    Role.SECURITY_OFFICER,
    Role.FINANCE,
)
AGREE_STRATEGIES = capability("governance.agree_strategies", Role.RISK_MANAGER)
ACCEPT_HIGH_RISKS = capability("governance.accept_high_risks", Role.EXECUTIVE)
PLAN_MEASURES = capability("governance.plan_measures", Role.RISK_MANAGER)
"""What is planned by the risk manager is thereby approved by that post (B-9.3.1)."""
CARRY_OUT = capability("governance.carry_out", *OPERATING)
"""Only the owner of a measure finishes it, whatever post that is."""
VERIFY_MEASURES = capability("governance.verify_measures", Role.RISK_MANAGER, Role.COMPLIANCE_OFFICER)
GRANT_TIME = capability("governance.grant_time", Role.EXECUTIVE)
REPORT_EVENTS = capability("governance.report_events", *OPERATING, Role.SERVICE)
HANDLE_EVENTS = capability(
    "governance.handle_events",
    Role.RISK_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.LOGISTICS_MANAGER,
    Role.CS_SUPERVISOR,
    Role.EXECUTIVE,
)
SEE_RISKS = capability("governance.see_risks", *STAFF)

PROPOSE_MANDATES = capability("governance.propose_mandates", Role.INTERNAL_AUDITOR)
APPROVE_MANDATES = capability("governance.approve_mandates", Role.EXECUTIVE)
AUDIT = capability("governance.audit", Role.INTERNAL_AUDITOR)
"""Draws samples, files papers, writes down findings and reports: an auditor changes nothing else."""
VERIFY_ACTIONS = capability("governance.verify_actions", Role.INTERNAL_AUDITOR)
LOOK_AT_MEASURES = capability("governance.look_at_measures", *VERIFY_MEASURES.roles, *VERIFY_ACTIONS.roles)
"""Those of risks by the officers, those of findings by the auditor: the operation tells which."""
AGREE_ACTIONS = capability(
    "governance.agree_actions", Role.EXECUTIVE, Role.COMPLIANCE_OFFICER, Role.RISK_MANAGER
)
REPLY = capability("governance.reply", Role.EXECUTIVE)
SEE_AUDITS = capability(
    "governance.see_audits",
    Role.INTERNAL_AUDITOR,
    Role.AUDIT_ADMIN,
    Role.EXECUTIVE,
    Role.COMPLIANCE_OFFICER,
    Role.RISK_MANAGER,
)

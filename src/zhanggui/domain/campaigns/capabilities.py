"""Who may do what with campaigns."""

from zhanggui.identity.roles import Role, capability

PLAN_CAMPAIGNS = capability("campaigns.plan", Role.PROGRAMME_SCHEDULER, Role.PRICE_MANAGER)
CHECK_CAMPAIGNS = capability("campaigns.check", Role.AD_REVIEWER)
"""Whether the plan is whole, lawful, and ready for the unexpected."""
APPROVE_CAMPAIGNS = capability("campaigns.approve", Role.EXECUTIVE)
"""Whether it is worth its money."""
RUN_CAMPAIGNS = capability("campaigns.run", Role.PROGRAMME_SCHEDULER, Role.PRICE_MANAGER)
STOP_CAMPAIGNS = capability(
    "campaigns.stop",
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.CS_SUPERVISOR,
    Role.EXECUTIVE,
    Role.SERVICE,
)
"""Whoever sees that something goes wrong may pause or stop it at once; so does the house."""
SPEND = capability("campaigns.spend", Role.FINANCE, Role.PROGRAMME_SCHEDULER)
HANDLE_INCIDENTS = capability(
    "campaigns.handle_incidents", Role.PROGRAMME_SCHEDULER, Role.PRICE_MANAGER, Role.COMPLIANCE_OFFICER
)
COUNT_EFFECTS = capability("campaigns.count_effects", Role.SERVICE)
SEE_CAMPAIGNS = capability(
    "campaigns.see",
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.FINANCE,
    Role.CS_SUPERVISOR,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
)

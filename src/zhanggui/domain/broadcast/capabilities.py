"""Who may do what with channels and slots."""

from zhanggui.identity.roles import Role, capability

OPEN_CHANNELS = capability("broadcast.open_channels", Role.COMPLIANCE_OFFICER, Role.SYSTEM_ADMIN)
PLAN_SLOTS = capability("broadcast.plan_slots", Role.PROGRAMME_SCHEDULER)
REVIEW_PROGRAMMES = capability("broadcast.review_programmes", Role.AD_REVIEWER)
"""Looks at the script of every airing before it is aired (TV-07, TV-09)."""
RUN_SLOTS = capability("broadcast.run_slots", Role.PROGRAMME_SCHEDULER, Role.SERVICE)
"""Confirms, starts and ends slots, and moves quotas while they run."""
TAKE_OFF_AIR = capability(
    "broadcast.take_off_air",
    Role.PROGRAMME_SCHEDULER,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.QUALITY_INSPECTOR,
)
SWEEP_QUOTAS = capability("broadcast.sweep_quotas", Role.SERVICE, Role.PROGRAMME_SCHEDULER)
SEE_SLOTS = capability(
    "broadcast.see_slots",
    Role.PROGRAMME_SCHEDULER,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.HOST,
    Role.QUALITY_INSPECTOR,
)
"""Whoever hosts reads rundown and script here; whoever may take an article off air has to find it."""
SEE_CONTROL_ROOM = capability(
    "control_room.see",
    Role.PROGRAMME_SCHEDULER,
    Role.EXECUTIVE,
    Role.CS_SUPERVISOR,
    Role.CS_AGENT,
    Role.PRICE_MANAGER,
    Role.LOGISTICS_MANAGER,
    Role.COMPLIANCE_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.HOST,
    Role.AD_REVIEWER,
    Role.QUALITY_INSPECTOR,
    Role.SERVICE,
)
"""A host may say only what is left (TV-07); reviewers and inspectors take articles off on the spot."""
ASK_REMINDERS = capability("broadcast.ask_reminders", Role.CUSTOMER)
SEND_REMINDERS = capability("broadcast.send_reminders", Role.SERVICE)
WAIT = capability(
    "broadcast.wait", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.PROGRAMME_SCHEDULER
)
WAIT_FOR_OTHERS = capability("broadcast.wait_for_others", Role.CS_AGENT, Role.CS_SUPERVISOR)
SERVE_WAITING = capability(
    "broadcast.serve_waiting",
    Role.SERVICE,
    Role.PROGRAMME_SCHEDULER,
    Role.CUSTOMER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
)
"""What comes back is offered at once by whoever gave it back: an order cancelled, a quota raised."""

"""Who may look into the control room."""

from zhanggui.identity.roles import Role, capability

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
    Role.SERVICE,
)

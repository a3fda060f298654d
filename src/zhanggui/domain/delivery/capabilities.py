"""What somebody may be allowed to do with parcels."""

from zhanggui.identity.roles import Role, capability

ALLOCATE = capability("delivery.allocate", Role.LOGISTICS_MANAGER, Role.WAREHOUSE_KEEPER, Role.SERVICE)
RELEASE = capability(
    "delivery.release",
    Role.LOGISTICS_MANAGER,
    Role.WAREHOUSE_KEEPER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.CUSTOMER,
    Role.SERVICE,
)
PLAN_WAVE = capability("delivery.plan_wave", Role.LOGISTICS_MANAGER, Role.WAREHOUSE_KEEPER, Role.SERVICE)
OVERRIDE = capability("delivery.override", Role.LOGISTICS_MANAGER)
"""Send an order from another warehouse than was chosen, for a reason."""
PICK = capability("delivery.pick", Role.WAREHOUSE_KEEPER)
PACK = capability("delivery.pack", Role.WAREHOUSE_KEEPER)
HAND_OVER = capability("delivery.hand_over", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
TRACK = capability("delivery.track", Role.CARRIER, Role.LOGISTICS_MANAGER, Role.SERVICE)
"""A carrier tells of its own parcels only."""
SEE_PARCELS = capability(
    "delivery.see",
    Role.WAREHOUSE_KEEPER,
    Role.LOGISTICS_MANAGER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.FINANCE,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.SERVICE,
)
FORESEE = capability("delivery.foresee", Role.LOGISTICS_MANAGER, Role.SERVICE)

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
GIVE_UP = capability(
    "delivery.give_up",
    Role.LOGISTICS_MANAGER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.CUSTOMER,
    Role.SERVICE,
)
"""Wait no more for pieces that are not there, and have their money back: a customer, of their own order."""
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
AGREE_LINE = capability("delivery.agree_line", Role.LOGISTICS_MANAGER, Role.SERVICE)
"""Write down how a carrier tells us, and what it owes for a lost parcel."""
OPEN_LABELS = capability("delivery.open_labels", Role.LOGISTICS_MANAGER, Role.SERVICE)
FOLLOW = capability("delivery.follow", Role.LOGISTICS_MANAGER, Role.SERVICE)
"""Ask trackers to tell us of a parcel."""
COUNT_LANES = capability("delivery.count_lanes", Role.LOGISTICS_MANAGER, Role.SERVICE)
OPEN_TROUBLE = capability(
    "delivery.open_trouble",
    Role.LOGISTICS_MANAGER,
    Role.WAREHOUSE_KEEPER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.CARRIER,
    Role.SERVICE,
)
"""A carrier, of its own parcels."""
SETTLE_TROUBLE = capability(
    "delivery.settle_trouble", Role.LOGISTICS_MANAGER, Role.CS_SUPERVISOR, Role.SERVICE
)
"""Send again or refund: what a customer gets when a parcel does not reach them."""
HANDLE_TROUBLE = capability(
    "delivery.handle_trouble", Role.LOGISTICS_MANAGER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE
)
INSTRUCT = capability(
    "delivery.instruct", Role.LOGISTICS_MANAGER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE
)
"""Tell a carrier to bring a parcel back, or elsewhere."""
CLAIM = capability("delivery.claim", Role.LOGISTICS_MANAGER, Role.SERVICE)
ANSWER_CLAIM = capability("delivery.answer_claim", Role.CARRIER)
"""A carrier answers claims for its own parcels."""
DECIDE_CLAIM = capability("delivery.decide_claim", Role.LOGISTICS_MANAGER, Role.FINANCE, Role.SERVICE)
CONSENT_TO_LEAVE = capability(
    "delivery.consent_to_leave", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE
)
"""Say to whom else a parcel may be given: the customer, or an agent who writes down their word."""
OPEN_POINT = capability("delivery.open_point", Role.LOGISTICS_MANAGER, Role.SERVICE)

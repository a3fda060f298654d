"""Who may do what with promotions: the planner, the examiner and the approver are three people."""

from zhanggui.identity.roles import Role, capability

PLAN_PROMOTIONS = capability(
    "promotions.plan", Role.PRICE_MANAGER, Role.SUPPLIER_MANAGER, Role.PROGRAMME_SCHEDULER
)
EXAMINE_PROMOTIONS = capability("promotions.examine", Role.PRICE_MANAGER)
APPROVE_PROMOTIONS = capability("promotions.approve", Role.PRICE_APPROVER)
STOP_PROMOTIONS = capability(
    "promotions.stop", Role.PRICE_MANAGER, Role.PRICE_APPROVER, Role.COMPLIANCE_OFFICER, Role.SERVICE
)
"""Suspending at once; held by whoever may find that something is wrong."""
RESUME_PROMOTIONS = capability("promotions.resume", Role.PRICE_APPROVER, Role.COMPLIANCE_OFFICER)
CLAIM_COUPONS = capability("promotions.claim", Role.CUSTOMER)
HAND_OUT_COUPONS = capability(
    "promotions.hand_out", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.PRICE_MANAGER, Role.SERVICE
)
VOID_COUPONS = capability("promotions.void_coupons", Role.CS_SUPERVISOR, Role.PRICE_APPROVER)
REDEEM = capability("promotions.redeem", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
"""Held by whoever places orders."""
SETTLE_REDEMPTIONS = capability("promotions.settle_redemptions", Role.SERVICE)
SEE_PROMOTIONS = capability(
    "promotions.see",
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.SUPPLIER_MANAGER,
    Role.PROGRAMME_SCHEDULER,
    Role.COMPLIANCE_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.FINANCE,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
)

"""Who may do what with the money that carriers are paid. Who proposes never approves."""

from zhanggui.identity.roles import Role, capability

PROPOSE_TARIFFS = capability("freight.propose_tariffs", Role.LOGISTICS_MANAGER)
APPROVE_TARIFFS = capability("freight.approve_tariffs", Role.FINANCE, Role.EXECUTIVE)
ANSWER = capability("freight.answer", Role.CARRIER)
"""A carrier agrees to its own prices and statements, or says what is wrong with them."""
ACCRUE = capability("freight.accrue", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER, Role.SERVICE)
"""Handing a parcel over is what makes its freight owed."""
REWEIGH = capability("freight.reweigh", Role.LOGISTICS_MANAGER)
PROPOSE_BUDGETS = capability("freight.propose_budgets", Role.LOGISTICS_MANAGER)
APPROVE_BUDGETS = capability("freight.approve_budgets", Role.FINANCE, Role.EXECUTIVE)
WATCH_BUDGETS = capability("freight.watch_budgets", Role.LOGISTICS_MANAGER, Role.SERVICE)
TAKE_BILLS = capability("freight.take_bills", Role.LOGISTICS_MANAGER, Role.FINANCE, Role.CARRIER)
"""A carrier sends in its own bills only."""
ACCEPT_DIFFERENCES = capability("freight.accept_differences", Role.FINANCE, Role.EXECUTIVE)
DRAW = capability("freight.draw", Role.FINANCE, Role.SERVICE)
EVALUATE = capability("freight.evaluate", Role.LOGISTICS_MANAGER, Role.SERVICE)
SUPERVISE = capability("freight.supervise", Role.LOGISTICS_MANAGER, Role.COMPLIANCE_OFFICER)
PLAN_TOURS = capability("freight.plan_tours", Role.LOGISTICS_MANAGER, Role.WAREHOUSE_KEEPER)
KEEP_FLEET = capability("freight.keep_fleet", Role.LOGISTICS_MANAGER)
SEE_FREIGHT = capability(
    "freight.see",
    Role.LOGISTICS_MANAGER,
    Role.FINANCE,
    Role.EXECUTIVE,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.SERVICE,
)

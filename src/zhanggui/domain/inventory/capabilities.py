"""What somebody may be allowed to do with goods."""

from zhanggui.identity.roles import Role, capability

OPEN_WAREHOUSE = capability("inventory.open_warehouse", Role.LOGISTICS_MANAGER)
RECEIVE = capability("inventory.receive", Role.WAREHOUSE_KEEPER)
INSPECT = capability("inventory.inspect", Role.QUALITY_INSPECTOR)
HOLD = capability("inventory.hold", Role.QUALITY_INSPECTOR, Role.PRODUCT_REVIEWER)
DECIDE_HOLD = capability("inventory.decide_hold", Role.QUALITY_INSPECTOR)
COUNT = capability("inventory.count", Role.WAREHOUSE_KEEPER)
PROPOSE_CORRECTION = capability("inventory.propose_correction", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
APPROVE_CORRECTION = capability("inventory.approve_correction", Role.LOGISTICS_MANAGER, Role.FINANCE)
SEE_STOCK = capability(
    "inventory.see",
    Role.WAREHOUSE_KEEPER,
    Role.QUALITY_INSPECTOR,
    Role.LOGISTICS_MANAGER,
    Role.PROGRAMME_SCHEDULER,
    Role.FINANCE,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.SUPPLIER,
    Role.SERVICE,
)
"""A supplier sees its own goods only."""

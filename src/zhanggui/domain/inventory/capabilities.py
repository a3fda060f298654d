"""What somebody may be allowed to do with goods."""

from zhanggui.identity.roles import Role, capability

OPEN_WAREHOUSE = capability("inventory.open_warehouse", Role.LOGISTICS_MANAGER)
RECEIVE = capability("inventory.receive", Role.WAREHOUSE_KEEPER)
INSPECT = capability("inventory.inspect", Role.QUALITY_INSPECTOR)
HOLD = capability("inventory.hold", Role.QUALITY_INSPECTOR, Role.PRODUCT_REVIEWER)
SETTLE_WITHHELD = capability("inventory.settle_withheld", Role.WAREHOUSE_KEEPER, Role.SERVICE)
"""Turn pieces that nobody waits for any more into a hold; a job does it."""
DECIDE_HOLD = capability("inventory.decide_hold", Role.QUALITY_INSPECTOR)
COUNT = capability("inventory.count", Role.WAREHOUSE_KEEPER)
PROPOSE_CORRECTION = capability("inventory.propose_correction", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
APPROVE_CORRECTION = capability("inventory.approve_correction", Role.LOGISTICS_MANAGER, Role.FINANCE)
ANNOUNCE = capability("inventory.announce", Role.SUPPLIER)
"""A supplier tells what it will bring."""
PREPARE_DOCUMENT = capability("inventory.prepare_document", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
APPROVE_DOCUMENT = capability("inventory.approve_document", Role.LOGISTICS_MANAGER, Role.FINANCE)
MOVE_GOODS = capability("inventory.move_goods", Role.WAREHOUSE_KEEPER)
ATTACH = capability("inventory.attach", Role.WAREHOUSE_KEEPER, Role.QUALITY_INSPECTOR, Role.LOGISTICS_MANAGER)
ARRANGE_SHELVES = capability("inventory.arrange_shelves", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
MEASURE = capability("inventory.measure", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
"""Say how large and how heavy a piece is."""
PLAN_INSPECTION = capability("inventory.plan_inspection", Role.QUALITY_INSPECTOR, Role.PRODUCT_REVIEWER)
SPOT_CHECK = capability("inventory.spot_check", Role.QUALITY_INSPECTOR)
RECALL = capability("inventory.recall", Role.QUALITY_INSPECTOR, Role.PRODUCT_REVIEWER)
HANDLE_RECALL = capability(
    "inventory.handle_recall",
    Role.QUALITY_INSPECTOR,
    Role.PRODUCT_REVIEWER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.COMPLIANCE_OFFICER,
)
CLOSE_MONTH = capability("inventory.close_month", Role.FINANCE)
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

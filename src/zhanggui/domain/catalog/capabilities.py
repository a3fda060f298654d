"""Who may do what with goods information."""

from zhanggui.identity.roles import Role, capability

ARRANGE_CATEGORIES = capability(
    "catalog.arrange_categories", Role.PRODUCT_REVIEWER, Role.COMPLIANCE_OFFICER, Role.SYSTEM_ADMIN
)
DESCRIBE_GOODS = capability("catalog.describe_goods", Role.SUPPLIER, Role.SUPPLIER_MANAGER)
"""A supplier describes its own goods; a supplier manager describes them for a supplier."""
REVIEW_GOODS = capability("catalog.review_goods", Role.PRODUCT_REVIEWER)
STOP_SALE = capability(
    "catalog.stop_sale",
    Role.SUPPLIER,
    Role.SUPPLIER_MANAGER,
    Role.PRODUCT_REVIEWER,
    Role.QUALITY_INSPECTOR,
    Role.COMPLIANCE_OFFICER,
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.EXECUTIVE,
)
REVIEW_PAPERS = capability("catalog.review_papers", Role.SERVICE, Role.COMPLIANCE_OFFICER)
RESUME_SALE = capability(
    "catalog.resume_sale",
    Role.SUPPLIER,
    Role.SUPPLIER_MANAGER,
    Role.PRODUCT_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.EXECUTIVE,
)
SEE_ALL_GOODS = capability(
    "catalog.see_all_goods",
    Role.SUPPLIER_MANAGER,
    Role.PRODUCT_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.PRICE_MANAGER,
    Role.PRICE_APPROVER,
    Role.PROGRAMME_SCHEDULER,
    Role.AD_REVIEWER,
    Role.QUALITY_INSPECTOR,
    Role.WAREHOUSE_KEEPER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.SERVICE,
)
WRITE_WORDS = capability(
    "catalog.write_words", Role.PROGRAMME_SCHEDULER, Role.PRODUCT_REVIEWER, Role.CS_SUPERVISOR
)
"""Says which words stand for each other in a search."""
REVIEW_WORDS = capability("catalog.review_words", Role.PRODUCT_REVIEWER, Role.AD_REVIEWER)
SEE_WORDS = capability(
    "catalog.see_words",
    Role.PROGRAMME_SCHEDULER,
    Role.PRODUCT_REVIEWER,
    Role.CS_SUPERVISOR,
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.INTERNAL_AUDITOR,
)
KEEP_SEARCH = capability("catalog.keep_search", Role.SERVICE, Role.SYSTEM_ADMIN)
"""Counts words and facets, and arranges the shelf."""

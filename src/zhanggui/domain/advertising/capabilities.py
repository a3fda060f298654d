"""Who may do what with advertisements."""

from zhanggui.identity.roles import Role, capability

WRITE_ADS = capability(
    "advertising.write",
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.SUPPLIER_MANAGER,
    Role.SUPPLIER,
)
"""A supplier writes for itself; the others write for the house and for suppliers."""
REVIEW_ADS = capability("advertising.review", Role.AD_REVIEWER)
REVIEW_SPECIAL_ADS = capability("advertising.review_special", Role.COMPLIANCE_OFFICER)
"""The second pair of eyes over medicine, devices and health food."""
TAKE_DOWN_ADS = capability(
    "advertising.take_down",
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.QUALITY_INSPECTOR,
    Role.PROGRAMME_SCHEDULER,
)
HANDLE_AD_CASES = capability("advertising.handle_cases", Role.AD_REVIEWER, Role.COMPLIANCE_OFFICER)
WATCH_ADS = capability("advertising.watch", Role.SERVICE, Role.COMPLIANCE_OFFICER)
"""What the clock does: ending what has run out, asking every place whether a take-down is gone."""
SEE_ALL_ADS = capability(
    "advertising.see_all",
    Role.AD_REVIEWER,
    Role.COMPLIANCE_OFFICER,
    Role.PROGRAMME_SCHEDULER,
    Role.PRICE_MANAGER,
    Role.SUPPLIER_MANAGER,
    Role.QUALITY_INSPECTOR,
    Role.CS_SUPERVISOR,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
)

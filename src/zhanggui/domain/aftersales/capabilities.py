"""What somebody may be allowed to do with returns."""

from zhanggui.identity.roles import Role, capability

REQUEST = capability("aftersales.request", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
REQUEST_FOR_OTHERS = capability(
    "aftersales.request_for_others", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE
)
"""To take a case down for somebody else, who has agreed to it."""
GOODWILL = capability("aftersales.goodwill", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
"""To take a return that the customer has no right to (any more)."""
DECIDE = capability("aftersales.decide", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
RECEIVE = capability("aftersales.receive", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER, Role.SERVICE)
INSPECT = capability("aftersales.inspect", Role.QUALITY_INSPECTOR, Role.WAREHOUSE_KEEPER, Role.SERVICE)
REPAIR = capability("aftersales.repair", Role.QUALITY_INSPECTOR, Role.WAREHOUSE_KEEPER, Role.SERVICE)
"""To mend what came back, and to hand it back."""
SET_TERMS = capability("aftersales.set_terms", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)
"""To say which categories fall under the three guarantees."""
ADD_PICTURE = capability(
    "aftersales.add_picture",
    Role.CUSTOMER,
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.QUALITY_INSPECTOR,
    Role.WAREHOUSE_KEEPER,
    Role.SERVICE,
)
FINISH = capability("aftersales.finish", Role.FINANCE, Role.CS_SUPERVISOR, Role.SERVICE)
SEE_RETURNS = capability(
    "aftersales.see",
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.WAREHOUSE_KEEPER,
    Role.QUALITY_INSPECTOR,
    Role.LOGISTICS_MANAGER,
    Role.FINANCE,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.SERVICE,
)

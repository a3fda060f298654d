"""What somebody may be allowed to do with orders."""

from zhanggui.identity.roles import Role, capability

PLACE = capability("sales.place", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
PLACE_FOR_OTHERS = capability("sales.place_for_others", Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
CONFIRM = capability("sales.confirm", Role.FINANCE, Role.SERVICE)
CANCEL = capability("sales.cancel", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
RECEIVE = capability("sales.receive", Role.CUSTOMER)
"""Say that one's own order has arrived."""
EXPIRE = capability("sales.expire", Role.SERVICE)
FULFIL = capability("sales.fulfil", Role.LOGISTICS_MANAGER, Role.WAREHOUSE_KEEPER, Role.CARRIER, Role.SERVICE)
SEE_ORDERS = capability(
    "sales.see",
    Role.CS_AGENT,
    Role.CS_SUPERVISOR,
    Role.FINANCE,
    Role.LOGISTICS_MANAGER,
    Role.WAREHOUSE_KEEPER,
    Role.COMPLIANCE_OFFICER,
    Role.AUDIT_ADMIN,
    Role.INTERNAL_AUDITOR,
    Role.EXECUTIVE,
    Role.SERVICE,
)
FORGET = capability("sales.forget", Role.CS_SUPERVISOR, Role.COMPLIANCE_OFFICER)
"""Put away what is kept of a customer whose account is closed."""

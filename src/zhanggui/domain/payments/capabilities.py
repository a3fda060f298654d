"""What somebody may be allowed to do with payments."""

from zhanggui.identity.roles import Role, capability

PAY = capability("payments.pay", Role.CUSTOMER, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.SERVICE)
TAKE_MONEY = capability("payments.take_money", Role.FINANCE, Role.SERVICE)
COLLECT_CASH = capability("payments.collect_cash", Role.CARRIER, Role.LOGISTICS_MANAGER, Role.SERVICE)
REFUND = capability("payments.refund", Role.FINANCE, Role.CS_SUPERVISOR, Role.SERVICE)
SEE_PAYMENTS = capability(
    "payments.see", Role.FINANCE, Role.CS_AGENT, Role.CS_SUPERVISOR, Role.AUDIT_ADMIN, Role.SERVICE
)
COMPARE = capability("payments.compare", Role.FINANCE, Role.SERVICE)
SETTLE_DIFFERENCES = capability("payments.settle_differences", Role.FINANCE, Role.SERVICE)
AGREE_TO_CORRECTIONS = capability("payments.agree_to_corrections", Role.FINANCE, Role.EXECUTIVE)
SEE_BILLS = capability(
    "payments.see_bills", Role.FINANCE, Role.EXECUTIVE, Role.AUDIT_ADMIN, Role.INTERNAL_AUDITOR, Role.SERVICE
)

"""Who may do what: roles of the house, and capabilities that operations ask for.

Roles are few and named as the norms name posts. A capability belongs to the package whose operation
asks for it; it says which roles hold it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A post in the house, or the part somebody plays towards it."""

    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    COMPLIANCE_OFFICER = "compliance_officer"
    PRODUCT_REVIEWER = "product_reviewer"
    SUPPLIER_MANAGER = "supplier_manager"
    PRICE_MANAGER = "price_manager"
    PRICE_APPROVER = "price_approver"
    AD_REVIEWER = "ad_reviewer"
    PROGRAMME_SCHEDULER = "programme_scheduler"
    HOST = "host"
    """Stands before the camera; needs a certificate (TV-09)."""
    CS_AGENT = "cs_agent"
    CS_SUPERVISOR = "cs_supervisor"
    WAREHOUSE_KEEPER = "warehouse_keeper"
    QUALITY_INSPECTOR = "quality_inspector"
    LOGISTICS_MANAGER = "logistics_manager"
    FINANCE = "finance"
    SECURITY_OFFICER = "security_officer"
    RISK_MANAGER = "risk_manager"
    INTERNAL_AUDITOR = "internal_auditor"
    EXECUTIVE = "executive"
    SUPPLIER = "supplier"
    CARRIER = "carrier"
    CUSTOMER = "customer"
    SERVICE = "service"
    """A program of the house itself: a job, the demo, a replay."""


STAFF: frozenset[Role] = frozenset(Role) - {
    Role.SUPPLIER,
    Role.CARRIER,
    Role.CUSTOMER,
    Role.SERVICE,
}


EXCLUSIVE: frozenset[Role] = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three administrators (三员分立): who runs the system, who grants, who audits. Nobody is two of them."""

WATCHING: frozenset[Role] = frozenset({Role.INTERNAL_AUDITOR, Role.AUDIT_ADMIN})
"""Posts that look at what others do. Whoever audits holds no post beside these."""


@dataclass(frozen=True, slots=True)
class Capability:
    """Something an operation asks for, and the roles that hold it. The service role holds none by default."""

    code: str
    roles: frozenset[Role]


def capability(code: str, *roles: Role) -> Capability:
    """Declare a capability beside the operation that asks for it."""
    return Capability(code, frozenset(roles))

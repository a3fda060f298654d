"""What somebody may be allowed to do at the packing benches."""

from zhanggui.identity.roles import Role, capability

KEEP_BOXES = capability("packing.keep_boxes", Role.LOGISTICS_MANAGER)
BENCH = capability("packing.bench", Role.WAREHOUSE_KEEPER)
"""Check pieces into parcels, weigh and close them."""
LOOK_AGAIN = capability("packing.look_again", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
"""Decide about a parcel that the scales stopped. Never the one who packed it."""
LOAD = capability("packing.load", Role.WAREHOUSE_KEEPER, Role.LOGISTICS_MANAGER)
"""Scan parcels onto the list of a carrier, and let its driver sign."""
RELAY = capability("packing.relay", Role.SERVICE)
"""Connect a call to an extension with its recipient."""
DROP = capability("packing.drop", Role.SUPPLIER)
"""Send what was ordered of its own goods, from its own warehouse."""
FIND_LATE = capability("packing.find_late", Role.SERVICE, Role.LOGISTICS_MANAGER)
HANDLE_LATE = capability(
    "packing.handle_late",
    Role.LOGISTICS_MANAGER,
    Role.SUPPLIER_MANAGER,
    Role.CS_SUPERVISOR,
    Role.COMPLIANCE_OFFICER,
)

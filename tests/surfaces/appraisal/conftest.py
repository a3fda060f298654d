"""The supplier, its assessment and its violation, as the tests of appraisal know them."""

from tests.domain.appraisal.conftest import (
    accountant,
    agent,
    assessed,
    buyer,
    customer,
    deliver,
    director,
    heard,
    house,
    keeper,
    manager,
    officer,
    reported,
    ruled,
    seller,
    shown,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)

__all__ = [
    "accountant", "agent", "assessed", "buyer", "customer", "deliver", "director", "heard", "house", "keeper",
    "manager", "officer", "reported", "ruled", "seller", "shown", "sold", "supplier", "thing", "warehouse",
    "wish",
]  # fmt: skip

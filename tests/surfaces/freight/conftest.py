"""The carrier, its parcels and its bill, as the tests of freight know them."""

from tests.domain.freight.conftest import (
    accountant,
    billed,
    director,
    hall,
    manager,
    offered,
    sent,
    tariff,
)

__all__ = ["accountant", "billed", "director", "hall", "manager", "offered", "sent", "tariff"]

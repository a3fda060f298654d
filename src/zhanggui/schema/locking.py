"""Row locks, in one documented order.

Rows are locked through ``.locked()`` only: by primary key, ascending, inside a transaction. Tables are
locked in the order of the domain list in the design (partners first, care last).
"""

from typing import TypeVar

from django.db import connections, models
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)


class LockingQuerySet(models.QuerySet[M]):
    """A queryset whose rows can be held until the transaction ends."""

    def locked(self) -> "LockingQuerySet[M]":
        """Hold these rows for change, in primary key order. Raises outside a transaction."""
        if not connections[self.db].in_atomic_block:
            raise TransactionManagementError("Rows are locked inside a transaction only.")
        return self.order_by("pk").select_for_update(of=("self",), no_key=True)

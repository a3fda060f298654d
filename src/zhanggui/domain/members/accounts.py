"""The points accounts of a member, in points.

    an order is finished     issued  →  points      (what is owed first)
    spent at checkout        points  →  spent       (pending until the order is paid)
    order called off         spent   →  points
    goods come back          points  →  issued      (what is not there any more: owed  →  issued)
    time is over             points  →  expired

``points`` is guarded: the database itself lets nobody spend more than they have. Each account belongs to the
member, so that no two members ever wait for each other.
"""

from uuid import UUID

from zhanggui.mechanisms import ledger

UNIT = "points"
POINTS = ledger.account_kind("members.points", side="credit", guarded=True)
"""What a member may spend."""
ISSUED = ledger.account_kind("members.points_issued", side="debit")
"""What the house has given a member for finished orders, less what returns took back."""
SPENT = ledger.account_kind("members.points_spent", side="credit")
"""What a member has spent on orders that were not called off."""
EXPIRED = ledger.account_kind("members.points_expired", side="credit")
"""What a member let run out."""
OWED = ledger.account_kind("members.points_owed", side="debit", guarded=True)
"""What a return took back and was spent already: settled by the next points earned."""


def points(account_id: UUID) -> ledger.AccountRef:
    return POINTS.of(account_id, UNIT)


def issued(account_id: UUID) -> ledger.AccountRef:
    return ISSUED.of(account_id, UNIT)


def spent(account_id: UUID) -> ledger.AccountRef:
    return SPENT.of(account_id, UNIT)


def expired(account_id: UUID) -> ledger.AccountRef:
    return EXPIRED.of(account_id, UNIT)


def owed(account_id: UUID) -> ledger.AccountRef:
    return OWED.of(account_id, UNIT)

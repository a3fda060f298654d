"""Ledger (账): nothing moves without a double entry.

Goods and money are both transfers of an integer amount of one unit from one account to another,
append-only, and two-phase where a thing is first reserved and later settled.
"""

from zhanggui.mechanisms.ledger.accounts import CNY, HOUSE, AccountKind, AccountRef, account_kind, goods
from zhanggui.mechanisms.ledger.entries import Entry, Post, Transfer, Void, entry_id, transfer_id
from zhanggui.mechanisms.ledger.operations.checkpoint import checkpoint
from zhanggui.mechanisms.ledger.operations.expire import expire
from zhanggui.mechanisms.ledger.operations.post import post
from zhanggui.mechanisms.ledger.queries import (
    JUST_BEFORE,
    Balance,
    Line,
    Position,
    Statement,
    balance,
    balances,
    statement,
)
from zhanggui.mechanisms.ledger.refusals import (
    Insufficient,
    KeyReused,
    MoreThanPending,
    NothingMoves,
    PendingExpired,
    PendingGone,
    UnitsDiffer,
)
from zhanggui.mechanisms.ledger.reports import Difference, differences, totals
from zhanggui.mechanisms.trail.subject import Subject

__all__ = [
    "CNY",
    "HOUSE",
    "JUST_BEFORE",
    "AccountKind",
    "AccountRef",
    "Balance",
    "Difference",
    "Entry",
    "Insufficient",
    "KeyReused",
    "Line",
    "MoreThanPending",
    "NothingMoves",
    "PendingExpired",
    "PendingGone",
    "Position",
    "Post",
    "Statement",
    "Subject",
    "Transfer",
    "UnitsDiffer",
    "Void",
    "account_kind",
    "balance",
    "balances",
    "checkpoint",
    "differences",
    "entry_id",
    "expire",
    "goods",
    "post",
    "statement",
    "totals",
    "transfer_id",
]

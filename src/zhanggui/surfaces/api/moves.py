"""Transfers of the ledger, for programs that check a statement to the last fen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from zhanggui.domain.finance.chart import code_of
from zhanggui.mechanisms.ledger.journal import Moved


class MoveOut(Schema):
    """One transfer as the caller's own account saw it. Above zero: more is owed to the caller.

    ``entry`` is the kind of event; ``account`` and ``other_account`` are codes of the chart of accounts.
    """

    transfer: UUID
    at: datetime
    entry: str
    account: str
    other_account: str
    change_fen: int


def moves_told(moved: Iterable[Moved]) -> list[dict[str, Any]]:
    """Transfers as programs read them."""
    codes = code_of()
    return [
        {
            "transfer": one.transfer_id,
            "at": one.at,
            "entry": one.kind,
            "account": codes[one.account_kind],
            "other_account": codes[one.other_kind],
            "change_fen": one.change,
        }
        for one in moved
    ]

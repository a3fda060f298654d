"""Accounts: whose, of what kind, in which unit. Named without asking the database."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from uuid import UUID

from zhanggui.identity.actor import HOUSE
from zhanggui.kernel.ids import named_id

Side = Literal["debit", "credit"]

__all__ = ["CNY", "HOUSE", "AccountKind", "AccountRef", "account_kind", "goods", "kind_of", "kinds_of"]

NAMESPACE = UUID("6f0c1f52-27a4-5c0e-9a51-0d6a1f6c7d10")
CNY = "CNY"
"""The unit of money accounts, in fen."""


def goods(sku_id: UUID) -> str:
    """The unit of the goods accounts of one SKU: pieces of it."""
    return f"sku:{sku_id}"


@dataclass(frozen=True, slots=True)
class AccountKind:
    """A kind of account that a domain package declares in its ``accounts.py``.

    ``side``: the side on which the account grows; "debit" for what the house has, "credit" for what it owes
    or where things come from. ``guarded``: the database keeps a live balance and will not let it, less what
    is pending, go below zero. ``plane`` names the kinds that together tell one story, so that two of them
    can be compared.
    """

    code: str
    side: Side
    guarded: bool
    plane: str = ""

    def of(self, owner: UUID, unit: str) -> "AccountRef":
        """The account of this kind for this owner in this unit. It comes to be when it is first posted to."""
        return _ref(self, owner, unit)


@dataclass(frozen=True, slots=True)
class AccountRef:
    """One account, by the identifier that follows from its kind, owner and unit."""

    id: UUID
    kind: AccountKind
    owner: UUID
    unit: str


@lru_cache(maxsize=8192)
def _ref(kind: AccountKind, owner: UUID, unit: str) -> AccountRef:
    return AccountRef(id=named_id(NAMESPACE, kind.code, owner, unit), kind=kind, owner=owner, unit=unit)


_kinds: dict[str, AccountKind] = {}


def account_kind(code: str, *, side: Side, guarded: bool = False, plane: str = "") -> AccountKind:
    """Declare a kind of account, once, in a domain's ``accounts.py``."""
    kind = AccountKind(code=code, side=side, guarded=guarded, plane=plane)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"The account kind {code} is declared twice, differently.")
    return kind


def kind_of(code: str) -> AccountKind:
    """The declared kind of this code."""
    return _kinds[code]


def kinds_of(plane: str) -> list[AccountKind]:
    """Every declared kind of this plane."""
    return [kind for kind in _kinds.values() if kind.plane == plane]

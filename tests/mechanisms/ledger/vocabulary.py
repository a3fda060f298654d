"""A small shop in the ledger's words: a shelf of apples, a customer's deposit, and where they come from."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Post, Subject, Transfer, Void

SHELF = ledger.account_kind("test.shelf", side="debit", guarded=True)
SOLD = ledger.account_kind("test.sold", side="debit", guarded=False)
SOURCE = ledger.account_kind("test.source", side="credit", guarded=False)
DEPOSIT = ledger.account_kind("test.deposit", side="credit", guarded=True)
CLEARING = ledger.account_kind("test.clearing", side="debit", guarded=False)


class Shop:
    """One shop of a test, with accounts that no other test has."""

    def __init__(self, shop_id: UUID | None = None) -> None:
        self.id = shop_id or new_id()
        self.unit = ledger.goods(self.id)
        self.shelf = SHELF.of(self.id, self.unit)
        self.sold = SOLD.of(self.id, self.unit)
        self.source = SOURCE.of(self.id, self.unit)
        self.deposit = DEPOSIT.of(self.id, ledger.CNY)
        self.clearing = CLEARING.of(self.id, ledger.CNY)

    @classmethod
    def known(cls, shop_id: UUID) -> "Shop":
        """The shop that another process has made."""
        return cls(shop_id)

    def entry(
        self,
        key: str,
        at: datetime,
        *transfers: Transfer,
        posts: Sequence[Post] = (),
        voids: Sequence[Void] = (),
        kind: str = "test.moved",
    ) -> Entry:
        return Entry(
            kind=kind,
            key=self.key(key),
            at=at,
            subject=Subject("test.shop", self.id),
            transfers=transfers,
            posts=posts,
            voids=voids,
        )

    def key(self, key: str) -> str:
        return f"{self.id}/{key}"

    def named(self, key: str, index: int = 0) -> UUID:
        return ledger.transfer_id(self.key(key), index)

    def stock(self, pieces: int, at: datetime) -> None:
        ledger.post(self.entry("stock", at, Transfer(self.shelf, self.source, pieces)), by=SYSTEM)

    def take(self, pieces: int, until: datetime | None = None, *, pending: bool = False) -> Transfer:
        return Transfer(self.sold, self.shelf, pieces, pending_until=until, pending=pending)

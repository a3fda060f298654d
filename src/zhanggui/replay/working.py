"""The hands of a replay: processes that live what they are told to, each with its own connection."""

import logging
import signal
import sqlite3
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import hashers
from django.db import connection, transaction
from django.test.utils import override_settings

from zhanggui.identity.models import Organisation
from zhanggui.kernel import garbage
from zhanggui.kernel.norms import let_first_numbers_reach_back
from zhanggui.replay import memory, patience, sellers
from zhanggui.replay.lives import live
from zhanggui.replay.mapping import at
from zhanggui.replay.returns import live_return
from zhanggui.replay.sellers import Article
from zhanggui.replay.staging import Fault, open_staged
from zhanggui.schema.pipeline import pipelined

log = logging.getLogger("zhanggui.replay")
BEFORE = timedelta(days=6)


@dataclass
class Hand:
    """What one process works with."""

    history: str
    staged: sqlite3.Connection
    rejected: set[tuple[str, int]] = field(default_factory=set)
    """Rows that an earlier run could not live."""


@dataclass
class Done:
    """What became of a piece of work."""

    lived: int = 0
    faults: list[Fault] = field(default_factory=list)


_hand: list[Hand] = []


def begin(history: str, path: Path) -> None:
    """Get ready: once in each process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    get_ready(history, path)


def get_ready(history: str, path: Path) -> None:
    """Open the staged history, and the database without waiting for the disk after each life."""
    _hand[:] = [Hand(history, open_staged(path))]
    let_first_numbers_reach_back()
    # Nobody knows the long random passwords of replayed accounts, so nothing is gained by stretching them.
    override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]).enable()
    hashers.get_hashers.cache_clear()  # type: ignore[attr-defined]
    # The same statements come again and again: the server plans them once, and binds their values itself.
    connection.close()
    connection.settings_dict["OPTIONS"] |= patience.options()
    connection.ensure_connection()
    # A life and a seller's way in are some 350 different statements; the usual 100 would push each other out.
    connection.connection.prepared_max = 1000
    garbage.settle()
    _hand[0].rejected = memory.rejected(history)
    with connection.cursor() as cursor:
        # A life lost in a power cut is lived again: what has been lived stands in the same database.
        cursor.execute("SET synchronous_commit = off")


def nothing() -> None:
    """Be there."""


def live_orders(keys: list[str]) -> Done:
    """Live these orders, as far as they have not been lived."""
    known = memory.lived(_hand[0].history, "order", keys)
    new = [key for key in keys if key not in known]
    return _each(new, "order", "orders", lambda hand, key: live(hand.history, hand.staged, key))


def take_back(keys: list[str]) -> Done:
    """Let these cancelled purchases come back, as far as they have not."""
    known = memory.lived(_hand[0].history, "return", keys)
    new = [key for key in keys if key not in known]
    return _each(
        new, "return", "cancellations", lambda hand, key: live_return(hand.history, hand.staged, key)
    )


def join_sellers(keys: list[str]) -> Done:
    """Let these sellers join with everything they will sell."""
    return _each(keys, "seller", "", _join)


def _each(keys: list[str], kind: str, table: str, work: Callable[[Hand, str], None]) -> Done:
    hand, done = _hand[0], Done()
    for key in keys:
        problem = _tried(work, hand, key)
        done.lived += problem is None
        if problem is None and not hand.rejected:
            continue
        place = _place(hand, kind, table, key)
        if problem is not None:
            done.faults.append((*place, f"{kind} {key}: {type(problem).__name__}: {problem}"))
        elif place in hand.rejected:
            memory.forgive(hand.history, *place)
    memory.reject(hand.history, done.faults)
    return done


def _place(hand: Hand, kind: str, table: str, key: str) -> tuple[str, int]:
    """The file and line that tell of this thing."""
    if not table:
        return kind, 0
    row = hand.staged.execute(f"SELECT file, line FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
    return row["file"], row["line"]


def _tried(work: Callable[[Hand, str], None], hand: Hand, key: str) -> Exception | None:
    """Do it whole or not at all: first in one pipeline without savepoints; then with care."""
    problem: Exception | None = None
    for careful in (False, True):
        connection.features.uses_savepoints = careful
        try:
            with transaction.atomic(), nullcontext() if careful else pipelined():
                work(hand, key)
            return None
        except Exception as refused:
            log.info("not lived: %s %s", key, refused, exc_info=True)
            problem = refused
        finally:
            connection.features.uses_savepoints = True
    return problem


def _join(hand: Hand, seller: str) -> None:
    """Join once; bring what a longer choice of orders needs beyond what was brought before."""
    rows: list[Any] = hand.staged.execute(
        "SELECT s.key, s.category, s.price, s.pieces, s.first, coalesce(p.name, '') AS name"
        " FROM sku s LEFT JOIN products p ON p.key = s.product WHERE s.seller = ? ORDER BY s.key",
        (seller,),
    ).fetchall()
    brought = memory.brought(hand.history, [row["key"] for row in rows])
    wanting = [
        Article(
            row["key"], row["category"], row["price"], row["pieces"] - brought.get(row["key"], 0), row["name"]
        )
        for row in rows
        if row["pieces"] > brought.get(row["key"], 0)
    ]
    if not wanting:
        return
    when = at(rows[0]["first"]) - BEFORE
    supplier = memory.counterpart_or_none(hand.history, "seller", seller)
    if supplier is None:
        supplier = sellers.join(hand.history, seller, Organisation.Kind.SUPPLIER, when)
        memory.remember(hand.history, "seller", seller, supplier)
    sellers.stock_up(hand.history, supplier, wanting, when + timedelta(days=1))

"""From the staged files to a plan: which articles there are, what they cost when, and in which order to live.

An article is a product of a seller. Its price stands for whole days; where one day shows two prices, the
second is an article of its own ("the same at …"), so that every line is sold at a price that was announced.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from zhanggui.replay.mapping import Format

UNNAMED = "unnamed"
"""The article of orders whose source does not say what was bought: one piece is worth one fen."""

VIEWS = """
DROP TABLE IF EXISTS chosen; DROP TABLE IF EXISTS sku; DROP TABLE IF EXISTS price_day;
CREATE TABLE chosen (key PRIMARY KEY, purchased, month);
CREATE TABLE sku (key PRIMARY KEY, product, seller, category, price, pieces, first, month, listing);
CREATE TABLE price_day (day, sku, price);
CREATE INDEX price_day_day ON price_day (day);
CREATE INDEX chosen_month ON chosen (month, purchased);
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a history is to be lived."""

    orders: int | None = None
    since: date | None = None
    until: date | None = None


def plan(staged: sqlite3.Connection, form: Format, choice: Choice) -> int:
    """Make the plan; how many orders it holds. The same files and choice always make the same plan."""
    staged.executescript(VIEWS)
    staged.execute(
        "INSERT OR IGNORE INTO chosen SELECT key, purchased, substr(purchased, 1, 7) FROM orders"
        " WHERE purchased >= ? AND purchased < ? ORDER BY purchased, key LIMIT ?",
        (
            choice.since.isoformat() if choice.since else "",
            f"{choice.until.isoformat()} 24" if choice.until else "9999",
            -1 if choice.orders is None else choice.orders,
        ),
    )
    _articles(staged)
    staged.execute("CREATE INDEX IF NOT EXISTS sku_month ON sku (month, seller)")
    staged.commit()
    return int(staged.execute("SELECT count(*) FROM chosen").fetchone()[0])


def _articles(staged: sqlite3.Connection) -> None:
    """Give every item its article, and every article its prices in time."""
    rows = staged.execute(
        "SELECT i.rowid, i.product, i.seller, i.price, i.quantity, c.purchased,"
        " coalesce(nullif(p.category, ''), 'other')"
        " FROM items i JOIN chosen c ON c.key = i.order_key LEFT JOIN products p ON p.key = i.product"
        " ORDER BY c.purchased, i.order_key, i.position"
    ).fetchall()
    today: dict[str, tuple[str, int]] = {}
    last: dict[str, int] = {}
    skus: dict[str, list[object]] = {}
    changes: list[tuple[str, str, int]] = []
    marks: list[tuple[str, int]] = []
    for rowid, product, seller, price, quantity, purchased, category in rows:
        key, day = f"{product}/{seller}"[:100], purchased[:10]
        known = today.get(key)
        if known is None or known[0] != day:
            today[key] = (day, price)
            if key in last and last[key] != price:
                changes.append((day, key, price))
            last[key] = price
        elif known[1] != price:
            key = f"{key}@{price}"
        if key not in skus:
            skus[key] = [product, seller, category, price, 0, purchased, purchased[:7]]
        skus[key][4] += quantity
        marks.append((key, rowid))
    staged.executemany("UPDATE items SET sku = ? WHERE rowid = ?", marks)
    staged.executemany("INSERT INTO price_day VALUES (?, ?, ?)", changes)
    # A seller lists everything it will ever sell when it first sells something.
    first: dict[str, str] = {}
    for values in skus.values():
        seller, purchased = str(values[1]), str(values[5])
        first[seller] = min(first.get(seller, purchased), purchased)
    staged.executemany(
        "INSERT INTO sku VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')",
        [(key, *v[:5], first[str(v[1])], first[str(v[1])][:7]) for key, v in skus.items()],
    )


def months(staged: sqlite3.Connection) -> list[str]:
    """The months in which something was bought."""
    return [row[0] for row in staged.execute("SELECT DISTINCT month FROM chosen ORDER BY month")]

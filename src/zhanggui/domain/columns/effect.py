"""What columns bring: orders of those who came through them, counted by nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.schema.pipeline import say
from zhanggui.schema.prepared import fetch

NOTE = """
INSERT INTO columns_columnorder (id, order_id, column_id, noted_at)
SELECT %s, %s, col.id, %s FROM columns_column col WHERE col.code = %s
"""


def note_column(*, order_id: UUID, code: str, at: datetime) -> None:
    """Keep through which column an order came, in its transaction, without an answer. Unknown: nothing."""
    say(NOTE, [new_id(), order_id, at, code[:40]])


@dataclass(frozen=True, slots=True)
class Brought:
    """What came through one column."""

    orders: int
    amount_fen: Fen
    lost: int
    """Orders that were cancelled (unpaid ones too) or never arrived."""


BROUGHT = """
SELECT count(*) FILTER (WHERE NOT lost), coalesce(sum(payable_fen) FILTER (WHERE NOT lost), 0)::bigint,
       count(*) FILTER (WHERE lost)
  FROM (SELECT placed.payable_fen, placed.state IN ('cancelled', 'undelivered') AS lost
          FROM columns_columnorder came JOIN sales_order placed ON placed.id = came.order_id
         WHERE came.column_id = %(column)s AND came.noted_at > %(since)s) came
"""


def brought_by(column_id: UUID, *, since: datetime) -> Brought:
    """Orders and yuan that came through a column since then."""
    return Brought(*fetch(BROUGHT, {"column": column_id, "since": since})[0])

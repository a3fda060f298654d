"""How much comes back and why, of what was delivered in a period: by article, supplier, show (B-2.4.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, LiteralString

from django.db import connection

from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen

ROWS_MAX = 200


class By(StrEnum):
    """What the figures are summed up by."""

    ARTICLE = "article"
    SUPPLIER = "supplier"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Pieces delivered, and what became of them. Cases that were refused or withdrawn do not count."""

    code: str
    name: str
    delivered: int
    returned: int
    exchanged: int
    repaired: int
    money_only: int
    refund_fen: Fen

    @property
    def given_back(self) -> int:
        """Pieces that did not stay with their customer."""
        return self.returned + self.exchanged

    @property
    def rate(self) -> float:
        """The share of pieces that came back."""
        return self.given_back / self.delivered if self.delivered else 0.0


LINES = """
WITH lines AS (
    SELECT line.id, line.quantity, line.supplier_id, line.name, sku.goods_id, o.slot_id
      FROM sales_order o JOIN sales_orderline line ON line.order_id = o.id
      JOIN catalog_sku sku ON sku.id = line.sku_id
     WHERE o.delivered_at >= %(since)s AND o.delivered_at < %(until)s
),
cases AS (
    SELECT part.line_id, part.quantity, r.remedy, r.cause, r.requested_at,
           CASE WHEN r.remedy IN ('refund_only', 'exchange') THEN r.refund_fen / (
               SELECT count(*) FROM aftersales_returnline each WHERE each.goods_return_id = r.id) ELSE
               coalesce((SELECT sum(f.refund_fen) FROM aftersales_finding f WHERE f.line_id = part.id), 0)
           END AS refund_fen
      FROM lines JOIN aftersales_returnline part ON part.line_id = lines.id
      JOIN aftersales_return r ON r.id = part.goods_return_id AND r.state NOT IN ('refused', 'withdrawn')
),
back AS (
    SELECT line_id, sum(quantity) FILTER (WHERE remedy = 'return') AS returned,
           sum(quantity) FILTER (WHERE remedy = 'exchange') AS exchanged,
           sum(quantity) FILTER (WHERE remedy = 'repair') AS repaired,
           sum(quantity) FILTER (WHERE remedy = 'refund_only') AS money_only,
           sum(refund_fen) AS refund_fen
      FROM cases GROUP BY line_id
)
"""
SUMS = """
sum(lines.quantity), coalesce(sum(back.returned), 0), coalesce(sum(back.exchanged), 0),
coalesce(sum(back.repaired), 0), coalesce(sum(back.money_only), 0), coalesce(sum(back.refund_fen), 0)
"""
ORDER = "ORDER BY coalesce(sum(back.returned), 0) + coalesce(sum(back.exchanged), 0) DESC, 3 DESC, 1"
GROUPED: dict[By, LiteralString] = {
    By.ARTICLE: f"""
SELECT goods.number, max(lines.name), {SUMS} FROM lines LEFT JOIN back ON back.line_id = lines.id
  JOIN catalog_goods goods ON goods.id = lines.goods_id GROUP BY goods.number {ORDER} LIMIT %(most)s
""",  # noqa: S608
    By.SUPPLIER: f"""
SELECT supplier.number, max(firm.name), {SUMS} FROM lines LEFT JOIN back ON back.line_id = lines.id
  JOIN partners_supplier supplier ON supplier.id = lines.supplier_id
  JOIN identity_organisation firm ON firm.id = supplier.organisation_id
 GROUP BY supplier.number {ORDER} LIMIT %(most)s
""",  # noqa: S608
    By.PROGRAMME: f"""
SELECT programme.code, max(programme.title), {SUMS} FROM lines LEFT JOIN back ON back.line_id = lines.id
  JOIN broadcast_slot slot ON slot.id = lines.slot_id
  JOIN broadcast_programme programme ON programme.id = slot.programme_id
 GROUP BY programme.code {ORDER} LIMIT %(most)s
""",  # noqa: S608
}
CAUSES = """
SELECT cause, count(*), sum(quantity) FROM cases GROUP BY cause ORDER BY 3 DESC, 1
"""
BY_DAY = """
SELECT (requested_at AT TIME ZONE 'Asia/Shanghai')::date, count(*) FROM cases GROUP BY 1 ORDER BY 1
"""


def rates(grouped: By, *, since: datetime, until: datetime, by: Actor) -> list[Rate]:
    """What came back of what was delivered in the period, the most first; at most 200 rows."""
    by.require(SEE_RETURNS)
    return [
        Rate(
            code=code,
            name=name,
            delivered=int(sums[0]),
            returned=int(sums[1]),
            exchanged=int(sums[2]),
            repaired=int(sums[3]),
            money_only=int(sums[4]),
            refund_fen=int(sums[5]),
        )
        for code, name, *sums in _asked(GROUPED[grouped], since, until)
    ]


def causes(*, since: datetime, until: datetime, by: Actor) -> list[tuple[str, int, int]]:
    """Why, with the number of cases and of pieces, for what was delivered in the period."""
    by.require(SEE_RETURNS)
    return [(cause, int(cases), int(pieces)) for cause, cases, pieces in _asked(CAUSES, since, until)]


def cases_by_day(*, since: datetime, until: datetime, by: Actor) -> list[tuple[Any, int]]:
    """On which days cases about what was delivered in the period were opened."""
    by.require(SEE_RETURNS)
    return [(day, int(cases)) for day, cases in _asked(BY_DAY, since, until)]


def _asked(statement: LiteralString, since: datetime, until: datetime) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(LINES + statement, {"since": since, "until": until, "most": ROWS_MAX})
        return cursor.fetchall()

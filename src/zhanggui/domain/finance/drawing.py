"""Collecting what is to be settled: set by set in the database, so that a run over everybody takes seconds.

Every kept order line and every return after its order was complete is settled exactly once: the database
has a unique constraint for each, and what was missed (an order completed in the last second of a cycle) is
found by the next run, which looks back a week.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A supplier to be settled with, and by which terms."""

    supplier_id: UUID
    since: datetime | None
    plain_bp: int
    discount_share_bp: int
    category_bp: dict[UUID, int]
    freight_share_bp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was collected for one supplier."""

    supplier_id: UUID
    lines: int
    sales_fen: Fen
    returns_fen: Fen
    carried_fen: Fen
    commission_fen: Fen
    discount_fen: Fen
    charges_fen: Fen
    freight_fen: Fen
    goods_fen: Fen
    output_tax_fen: Fen
    input_tax_fen: Fen

    @property
    def moved_fen(self) -> Fen:
        """What the books should say was earned and not settled."""
        return self.sales_fen + self.returns_fen + self.carried_fen

    @property
    def net_fen(self) -> Fen:
        return self.moved_fen - self.commission_fen - self.discount_fen - self.charges_fen - self.freight_fen


COLLECT = """
CREATE TEMPORARY TABLE drawn ON COMMIT DROP AS
WITH due AS (
    SELECT *
    FROM unnest(
        %(suppliers)s::uuid[], %(since)s::timestamptz[], %(plain)s::int[], %(shares)s::int[],
        %(freight)s::int[]
    ) AS d (supplier_id, since, plain_bp, share_bp, freight_bp)
),
tax AS (
    SELECT * FROM unnest(%(taxed_categories)s::uuid[], %(taxes)s::int[]) AS t (category_id, bp)
),
own AS (
    SELECT * FROM unnest(%(own_suppliers)s::uuid[], %(own_categories)s::uuid[], %(own_bp)s::int[])
        AS o (supplier_id, category_id, bp)
),
sold AS (
    SELECT line.id, line.supplier_id, o.completed_at AS at, line.quantity, line.unit_fen, line.discount_fen,
           coalesce(own.bp, due.plain_bp) AS rate, due.share_bp, due.freight_bp,
           coalesce(tax.bp, %(plain_tax)s) AS tax_bp,
           line.quantity - coalesce((
               SELECT sum(f.pieces) FROM aftersales_returnline part
               JOIN aftersales_return r ON r.id = part.goods_return_id
               JOIN aftersales_finding f ON f.line_id = part.id
               WHERE part.line_id = line.id AND f.disposition <> 'sent_back'
                 AND r.finished_at < o.completed_at
           ), 0) - coalesce((
               SELECT sum(undelivered.pieces) FROM delivery_madegood undelivered
               WHERE undelivered.order_line_id = line.id AND undelivered.fate = 'back'
           ), 0) AS kept
    FROM sales_order o
    JOIN sales_orderline line ON line.order_id = o.id
    JOIN due ON due.supplier_id = line.supplier_id
    JOIN catalog_sku sku ON sku.id = line.sku_id
    JOIN catalog_goods goods ON goods.id = sku.goods_id
    LEFT JOIN own ON own.supplier_id = line.supplier_id AND own.category_id = goods.category_id
    LEFT JOIN tax ON tax.category_id = goods.category_id
    WHERE o.completed_at >= %(earliest)s::timestamptz - interval '7 days' AND o.completed_at < %(until)s
      AND o.completed_at >= coalesce(due.since, '-infinity') - interval '7 days'
      AND NOT EXISTS (
          SELECT FROM finance_statementline s WHERE s.order_line_id = line.id AND s.kind = 'sale')
),
back AS (
    SELECT f.id, line.id AS order_line_id, line.supplier_id, r.finished_at AS at, f.pieces, line.quantity,
           line.unit_fen, line.discount_fen, f.refund_fen + f.discount_fen AS amount, due.share_bp,
           coalesce(settled.rate_bp, sold.rate) AS rate,
           coalesce(settled.tax_bp, sold.tax_bp, %(plain_tax)s) AS tax_bp,
           line.quantity - coalesce((
               SELECT sum(f2.pieces) FROM aftersales_returnline part2
               JOIN aftersales_return r2 ON r2.id = part2.goods_return_id
               JOIN aftersales_finding f2 ON f2.line_id = part2.id
               WHERE part2.line_id = line.id AND f2.disposition <> 'sent_back'
                 AND (r2.finished_at, f2.id) < (r.finished_at, f.id)
           ), 0) AS before
    FROM aftersales_return r
    JOIN aftersales_returnline part ON part.goods_return_id = r.id
    JOIN aftersales_finding f ON f.line_id = part.id
    JOIN sales_orderline line ON line.id = part.line_id
    JOIN sales_order o ON o.id = line.order_id
    JOIN due ON due.supplier_id = line.supplier_id
    LEFT JOIN finance_statementline settled ON settled.order_line_id = line.id AND settled.kind = 'sale'
    LEFT JOIN sold ON sold.id = line.id
    WHERE r.finished_at >= %(earliest)s::timestamptz - interval '7 days' AND r.finished_at < %(until)s
      AND r.finished_at >= o.completed_at
      AND r.finished_at >= coalesce(due.since, '-infinity') - interval '7 days'
      AND f.disposition <> 'sent_back' AND f.refund_fen + f.discount_fen > 0
      AND NOT EXISTS (SELECT FROM finance_statementline s WHERE s.finding_id = f.id)
)
SELECT supplier_id, 'sale' AS kind, id AS order_line_id, NULL::uuid AS finding_id, NULL::uuid AS charge_id,
       at, kept::int AS pieces, (unit_fen * kept)::bigint AS amount, rate,
       finance_commission(unit_fen * kept, rate) AS commission, share AS discount,
       tax_bp, finance_tax(unit_fen * kept - given, tax_bp) AS output_tax,
       finance_tax(unit_fen * kept - share, tax_bp) AS input_tax, unit_fen * kept - share AS goods
FROM sold,
    LATERAL (SELECT discount_fen * kept / quantity AS given) AS promotion,
    LATERAL (SELECT finance_commission(given, share_bp) AS share) AS supplier
WHERE kept > 0
UNION ALL
SELECT supplier_id, 'freight', sold.id, NULL, NULL, at, 0, -share, freight_bp, 0, 0, 0, 0, 0, 0
FROM sold,
    LATERAL (
        SELECT round(sum(cost.amount_fen * mine.pieces * sold.unit_fen / nullif(whole.fen, 0)))::bigint
               AS fen
        FROM (
            SELECT allocation_id, sum(quantity) AS pieces
            FROM delivery_allocationline WHERE order_line_id = sold.id GROUP BY allocation_id
        ) AS mine
        JOIN delivery_shipment shipment USING (allocation_id)
        JOIN freight_accrual cost ON cost.shipment_id = shipment.id,
        LATERAL (
            SELECT sum(other.quantity * line.unit_fen) AS fen
            FROM delivery_allocationline other JOIN sales_orderline line ON line.id = other.order_line_id
            WHERE other.allocation_id = mine.allocation_id
        ) AS whole
        WHERE sold.freight_bp > 0
    ) AS sending,
    LATERAL (SELECT finance_commission(sending.fen, freight_bp) AS share) AS supplier
WHERE kept > 0 AND share > 0
UNION ALL
SELECT supplier_id, 'return', order_line_id, id, NULL, at, pieces, -amount, rate,
       finance_commission(unit_fen * after, rate) - finance_commission(unit_fen * before, rate),
       share_after - share_before, tax_bp,
       finance_tax(unit_fen * after - given_after, tax_bp)
           - finance_tax(unit_fen * before - given_before, tax_bp),
       finance_tax(unit_fen * after - share_after, tax_bp)
           - finance_tax(unit_fen * before - share_before, tax_bp),
       unit_fen * (after - before) - share_after + share_before
FROM back,
    LATERAL (SELECT before - pieces AS after) AS left_over,
    LATERAL (
        SELECT discount_fen * after / quantity AS given_after,
               discount_fen * before / quantity AS given_before
    ) AS promotion,
    LATERAL (
        SELECT finance_commission(given_after, share_bp) AS share_after,
               finance_commission(given_before, share_bp) AS share_before
    ) AS supplier
UNION ALL
SELECT charge.supplier_id, 'charge', NULL, NULL, charge.id, charge.decided_at, 0, -charge.amount_fen, 0, 0, 0,
       0, 0, 0, 0
FROM finance_charge charge JOIN due USING (supplier_id)
WHERE charge.state = 'approved' AND NOT charge.from_deposit AND charge.decided_at < %(until)s
UNION ALL
SELECT last.supplier_id, 'carried', NULL, NULL, NULL, last.until, 0, last.net_fen, 0, 0, 0, 0, 0, 0, 0
FROM (
    SELECT DISTINCT ON (statement.supplier_id) statement.*
    FROM finance_statement statement JOIN due USING (supplier_id)
    ORDER BY statement.supplier_id, statement.until DESC
) AS last
WHERE last.state = 'carried' AND last.net_fen <> 0
"""

SUMS = """
SELECT supplier_id, count(*),
       coalesce(sum(amount) FILTER (WHERE kind = 'sale'), 0)::bigint,
       coalesce(sum(amount) FILTER (WHERE kind = 'return'), 0)::bigint,
       coalesce(sum(amount) FILTER (WHERE kind = 'carried'), 0)::bigint,
       coalesce(sum(commission), 0)::bigint, coalesce(sum(discount), 0)::bigint,
       coalesce(-sum(amount) FILTER (WHERE kind = 'charge'), 0)::bigint,
       coalesce(-sum(amount) FILTER (WHERE kind = 'freight'), 0)::bigint,
       coalesce(sum(output_tax), 0)::bigint, coalesce(sum(input_tax), 0)::bigint,
       coalesce(sum(goods), 0)::bigint
FROM drawn GROUP BY supplier_id ORDER BY supplier_id
"""

WRITE = """
INSERT INTO finance_statementline (id, statement_id, position, kind, order_line_id, finding_id, charge_id,
    happened_at, pieces, amount_fen, rate_bp, commission_fen, discount_fen, tax_bp,
    output_tax_fen, input_tax_fen, net_fen)
SELECT gen_random_uuid(), made.id,
       row_number() OVER (PARTITION BY drawn.supplier_id
           ORDER BY array_position(ARRAY['carried', 'sale', 'freight', 'return', 'charge'], kind), at,
                        order_line_id, finding_id, charge_id),
       kind, order_line_id, finding_id, charge_id, at, pieces, amount, rate, commission, discount,
       tax_bp, output_tax, input_tax,
       amount - commission - discount
FROM drawn
JOIN unnest(%(suppliers)s::uuid[], %(statements)s::uuid[]) AS made (supplier_id, id) USING (supplier_id)
"""


@dataclass(frozen=True, slots=True)
class Taxes:
    """The tax on goods by category, and that on goods nobody has classed, in hundredths of a percent."""

    by_category: Mapping[UUID, int]
    plain_bp: int


def collect(due: Sequence[Due], taxes: Taxes, *, until: datetime) -> list[Sums]:
    """Gather everything to be settled with these suppliers up to ``until``, for this transaction only."""
    own = [(one.supplier_id, category, bp) for one in due for category, bp in one.category_bp.items()]
    known = [one.since for one in due]
    earliest = "-infinity" if None in known else min(filter(None, known), default=until).isoformat()
    values: dict[str, Any] = {
        "suppliers": [one.supplier_id for one in due],
        "since": known,
        "plain": [one.plain_bp for one in due],
        "shares": [one.discount_share_bp for one in due],
        "freight": [one.freight_share_bp for one in due],
        "own_suppliers": [supplier for supplier, _, _ in own],
        "own_categories": [category for _, category, _ in own],
        "own_bp": [bp for _, _, bp in own],
        "taxed_categories": list(taxes.by_category),
        "taxes": list(taxes.by_category.values()),
        "plain_tax": taxes.plain_bp,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS drawn")
        cursor.execute(COLLECT, values | {"earliest": earliest})
        cursor.execute(SUMS)
        return [
            Sums(
                supplier_id=row[0], lines=row[1], sales_fen=row[2], returns_fen=row[3], carried_fen=row[4],
                commission_fen=row[5], discount_fen=row[6], charges_fen=row[7],
                freight_fen=row[8], output_tax_fen=row[9], input_tax_fen=row[10], goods_fen=row[11],
            )
            for row in cursor.fetchall()
        ]  # fmt: skip


def write_lines(statements: Iterable[tuple[UUID, UUID]]) -> None:
    """Write what was collected, under the statements of its suppliers: ``(supplier, statement)``."""
    pairs = list(statements)
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            {"suppliers": [supplier for supplier, _ in pairs], "statements": [own for _, own in pairs]},
        )

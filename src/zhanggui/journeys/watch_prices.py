"""Watching prices: each night everything that was announced and charged is computed anew (B-4.3.4, B-4.4.1).

What the program prevents can still be changed behind its back, and a rule can be wrong. What is found opens a
case once, with the proposal to suspend the price or the promotion; somebody looks at it and decides.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext

from zhanggui.domain.pricing.operations.note_price_watch import Watched, note_price_watch
from zhanggui.domain.pricing.operations.report_price_violation import (
    ViolationReport,
    report_price_violation,
)
from zhanggui.domain.pricing.queries import reported_already
from zhanggui.domain.pricing.states import Gravity, ViolationKind
from zhanggui.domain.pricing.suspicions import Suspicion, price_suspicions, special_prices
from zhanggui.domain.promotions.suspicions import altered_promotions, promotions_lately
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import yuan

LATELY = timedelta(days=2)
"""Orders of the last two days: one night may be missed."""

CHARGED_SQL = """
SELECT line.id, placed.number, sku.goods_id, line.price_id, line.unit_fen, price.amount_fen,
       NOT price.period @> placed.placed_at,
       line.discount_fen <> coalesce((
           SELECT sum((step ->> 'fen')::bigint) FROM jsonb_array_elements(line.explanation) step
            WHERE step ->> 'step' <> 'price'), 0)
  FROM sales_order placed
  JOIN sales_orderline line ON line.order_id = placed.id
  JOIN pricing_price price ON price.id = line.price_id
  JOIN catalog_sku sku ON sku.id = line.sku_id
 WHERE placed.placed_at > %s AND placed.placed_at <= %s AND placed.channel <> 'replay'
   AND (line.unit_fen > price.amount_fen OR NOT price.period @> placed.placed_at
        OR line.discount_fen <> coalesce((
           SELECT sum((step ->> 'fen')::bigint) FROM jsonb_array_elements(line.explanation) step
            WHERE step ->> 'step' <> 'price'), 0))
 ORDER BY line.id LIMIT 500
"""


def watch_prices(*, by: Actor, at: datetime) -> int:
    """Look at all prices, promotions and orders of late; how many breaches are new. A nightly job."""
    found = [*price_suspicions(at), *altered_promotions(at), *charged_otherwise(at)]
    known = reported_already(one.key for one in found)
    new = [one for one in found if one.key not in known]
    for suspicion in new:
        _report(suspicion, by, at)
    watched = Watched(
        prices=special_prices(at).count(),
        promotions=promotions_lately(at).count(),
        lines=_lines_looked_at(at),
        found=len(new),
    )
    note_price_watch(watched=watched, by=by, at=at)
    return len(new)


def _lines_looked_at(at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT_SQL, [at - LATELY, at])
        return int(cursor.fetchone()[0])


LOOKED_AT_SQL = """
SELECT count(*) FROM sales_orderline line JOIN sales_order placed ON placed.id = line.order_id
 WHERE placed.placed_at > %s AND placed.placed_at <= %s AND placed.channel <> 'replay'
"""


def charged_otherwise(at: datetime) -> Iterator[Suspicion]:
    """Order lines that cost more than was announced, or whose explanation does not add up (PX-02)."""
    with connection.cursor() as cursor:
        cursor.execute(CHARGED_SQL, [at - LATELY, at])
        rows = cursor.fetchall()
    for line_id, number, goods_id, price_id, charged, announced, outside, unexplained in rows:
        figures = {"number": number, "charged": yuan(charged), "announced": yuan(announced)}
        if charged > announced:
            what = gettext("order %(number)s: ¥%(charged)s was charged, ¥%(announced)s announced.") % figures
        elif outside:
            what = gettext("order %(number)s: ¥%(charged)s was charged outside its time.") % figures
        elif unexplained:
            what = gettext("order %(number)s: the explanation of the price does not add up.") % figures
        yield Suspicion(
            key=f"line:{line_id}",
            kind=ViolationKind.OVERCHARGE,
            what=what,
            goods_id=goods_id,
            price_id=price_id,
        )


@transaction.atomic
def _report(suspicion: Suspicion, by: Actor, at: datetime) -> None:
    proposal = gettext("Found by the nightly check. Proposed: suspend it until this is put right.")
    report = ViolationReport(
        goods_id=suspicion.goods_id,
        price_id=suspicion.price_id,
        promotion_id=suspicion.promotion_id,
        found_key=suspicion.key,
        kind=suspicion.kind,
        gravity=Gravity.MINOR,
        what=f"{suspicion.what} {proposal}",
    )
    report_price_violation(report=report, by=by, at=at)

"""What a show brought: by minute and by article, and what became of it afterwards. Only read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.broadcast import board
from zhanggui.domain.broadcast.models import AirRecord, Slot
from zhanggui.domain.broadcast.queries import slots_of
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.prepared import fetch

MINUTE = timedelta(minutes=1)
RUNS_BEFORE = 6
"""With so many earlier runs of the programme a show is compared."""

BY_MINUTE = """
SELECT date_trunc('minute', placed_at), count(*), sum(payable_fen)::bigint
  FROM sales_order WHERE slot_id = %(slot)s GROUP BY 1 ORDER BY 1
"""
BY_ARTICLE = """
SELECT line.slot_goods_id, count(DISTINCT line.order_id), sum(line.quantity),
       sum(line.amount_fen - line.discount_fen)::bigint,
       sum(line.quantity) FILTER (WHERE o.state IN ('cancelled', 'expired')),
       sum(line.amount_fen - line.discount_fen) FILTER (WHERE o.state IN ('cancelled', 'expired'))::bigint,
       sum((SELECT coalesce(sum(back.quantity), 0) FROM aftersales_returnline back
              JOIN aftersales_return r ON r.id = back.goods_return_id
             WHERE back.line_id = line.id AND r.state NOT IN ('refused', 'withdrawn')
               AND r.remedy IN ('return', 'exchange')))
  FROM sales_orderline line JOIN sales_order o ON o.id = line.order_id
 WHERE o.slot_id = %(slot)s AND line.slot_goods_id IS NOT NULL GROUP BY 1
"""
BY_ARTICLE_AND_MINUTE = """
SELECT line.slot_goods_id, date_trunc('minute', o.placed_at), sum(line.amount_fen - line.discount_fen)::bigint
  FROM sales_orderline line JOIN sales_order o ON o.id = line.order_id
 WHERE o.slot_id = %(slot)s AND line.slot_goods_id IS NOT NULL GROUP BY 1, 2
"""
SUMS = """
SELECT s.id, count(o.id), coalesce(sum(o.payable_fen), 0)::bigint,
       count(o.id) FILTER (WHERE o.state IN ('cancelled', 'expired')),
       coalesce(sum(o.payable_fen) FILTER (WHERE o.state IN ('cancelled', 'expired')), 0)::bigint,
       count(o.id) FILTER (WHERE EXISTS (SELECT FROM aftersales_return r
                            WHERE r.order_id = o.id AND r.state NOT IN ('refused', 'withdrawn')
                              AND r.remedy IN ('return', 'exchange'))),
       count(DISTINCT o.customer_id) FILTER (WHERE NOT EXISTS (
            SELECT FROM sales_order earlier
             WHERE earlier.customer_id = o.customer_id AND earlier.placed_at < o.placed_at)),
       count(DISTINCT o.customer_id)
  FROM broadcast_slot s LEFT JOIN sales_order o ON o.slot_id = s.id
 WHERE s.id = ANY (%(slots)s) GROUP BY s.id
"""


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one show. ``returned`` counts its orders of which something was sent back."""

    slot: Slot
    orders: int
    amount_fen: Fen
    cancelled: int
    cancelled_fen: Fen
    returned: int
    new_members: int
    customers: int

    @property
    def minutes(self) -> int:
        """How long it was on air."""
        since, until = self.slot.started_at, self.slot.ended_at
        return max(round((until - since) / MINUTE), 1) if since and until else 1

    @property
    def yuan_per_minute(self) -> int:
        """What it sold a minute, in whole yuan, before anything was cancelled."""
        return self.amount_fen // 100 // self.minutes

    @property
    def kept_fen(self) -> Fen:
        """What was not cancelled later on."""
        return self.amount_fen - self.cancelled_fen


@dataclass(frozen=True, slots=True)
class ArticleSums:
    """What one article brought, and what of it was cancelled or came back."""

    line: board.RundownLine
    yuan_by_minute: Sequence[int]
    """What it sold in each minute of the show, in whole yuan."""
    orders: int
    pieces: int
    amount_fen: Fen
    cancelled: int
    cancelled_fen: Fen
    returned: int

    @property
    def yuan_per_minute(self) -> int:
        """What it sold for each minute it was planned to be shown, in whole yuan."""
        return self.amount_fen // 100 // max(self.line.span.minutes, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about one show."""

    sums: Sums
    minutes: Sequence[tuple[datetime, int, int]]
    """Each minute on air: when, how many orders, how many yuan."""
    articles: Sequence[ArticleSums]
    earlier: Sequence[Sums]
    record: AirRecord | None


def slot_report(slot_id: UUID, *, by: Actor, at: datetime) -> Report:
    """The report of a show that has ended, as it stands at ``at``. Raises ``NotFound`` before it has.

    Cancellations and returns go on after the show: a later report says more. The same few statements,
    however much was sold.
    """
    slot = slots_of(by).filter(pk=slot_id, state=SlotState.ENDED, started_at__isnull=False).first()
    if slot is None:
        raise NotFound
    earlier = list(_earlier(slot, by))
    sums = _sums([slot, *earlier])
    return Report(
        sums=sums[slot.id],
        minutes=_minutes(slot),
        articles=_articles(slot, by, at),
        earlier=[sums[one.id] for one in earlier],
        record=AirRecord.objects.filter(slot=slot).first(),
    )


def _earlier(slot: Slot, by: Actor) -> Sequence[Slot]:
    runs = slots_of(by).filter(programme=slot.programme_id, state=SlotState.ENDED)
    before = runs.filter(started_at__lt=slot.started_at)
    return list(before.order_by("-started_at")[:RUNS_BEFORE])


def _sums(slots: Sequence[Slot]) -> dict[UUID, Sums]:
    by_id = {slot.id: slot for slot in slots}
    return {row[0]: Sums(by_id[row[0]], *row[1:]) for row in fetch(SUMS, {"slots": list(by_id)})}


def _minutes(slot: Slot) -> list[tuple[datetime, int, int]]:
    sold = {minute: (orders, fen // 100) for minute, orders, fen in fetch(BY_MINUTE, {"slot": slot.id})}
    return [(moment, *sold.get(moment, (0, 0))) for moment in _moments(slot)]


def _moments(slot: Slot) -> list[datetime]:
    """Every minute the show was on air."""
    since = (slot.started_at or slot.period.lower).replace(second=0, microsecond=0)
    count = int(((slot.ended_at or slot.period.upper) - since) / MINUTE) + 1
    return [since + n * MINUTE for n in range(count)]


def _articles(slot: Slot, by: Actor, at: datetime) -> list[ArticleSums]:
    rundown = board.rundown_of(slot.id, by=by, at=at)
    found = {row[0]: [int(one or 0) for one in row[1:]] for row in fetch(BY_ARTICLE, {"slot": slot.id})}
    sold = {row[:2]: row[2] // 100 for row in fetch(BY_ARTICLE_AND_MINUTE, {"slot": slot.id})}
    moments = _moments(slot)
    return [
        ArticleSums(
            line,
            [sold.get((line.article.id, moment), 0) for moment in moments],
            *found.get(line.article.id, [0] * 6),
        )
        for line in [*rundown.lines, *rundown.taken_off]
    ]

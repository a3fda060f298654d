"""How good promises and warnings are, measured on the deliveries of a marketplace that published them.

Run alone (``python -m benchmarks.promising``). The order histories lie outside the project; without them
there is nothing to measure.

Every parcel is lived through in the order of time, and what is known of a lane (the seller's state to the
customer's) is only what had arrived before. Compared are

- **promises**: the marketplace's own promised day, and ours: the lane's 95th percentile, which is also what
  the program promises (``delivery.promise_percent``);
- **warnings** of the marketplace's own promise: each morning at 8, every parcel on the road is judged as
  ``foresee_delays`` judges it, and told of once. Counted are late parcels told of before their promised day
  was over, how many days earlier, and parcels that were told of and came in time all the same. Beside it, the
  simple rule that had been there before: promised for tomorrow and not out for delivery.
"""

import csv
import gzip
import heapq
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

from zhanggui.domain.delivery import transit
from zhanggui.kernel.norms import norm

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("ZHANGGUI_DATA", ROOT.parent / "shared" / "data")) / "olist"
LEAST = norm("delivery.lane_parcels", on=date(2026, 11, 22))
PERCENT = norm("delivery.promise_percent", on=date(2026, 11, 22))
WARNING = norm("delivery.warning_percent", on=date(2026, 11, 22)) / 100
LOOK_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Past:
    """One delivered parcel of the history, in whole days."""

    lane: tuple[str, str]
    left: date
    came: date
    promised: date

    @property
    def late(self) -> bool:
        return self.came > self.promised


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def parcels() -> list[Past]:
    """Every order of one seller that was delivered, by the day it left."""
    state_of = {row["customer_id"]: row["customer_state"] for row in _rows("olist_customers_dataset.csv.gz")}
    home_of = {row["seller_id"]: row["seller_state"] for row in _rows("olist_sellers_dataset.csv.gz")}
    sellers: dict[str, set[str]] = defaultdict(set)
    for row in _rows("olist_order_items_dataset.csv.gz"):
        sellers[row["order_id"]].add(row["seller_id"])
    found = []
    for row in _rows("olist_orders_dataset.csv.gz"):
        left, came = row["order_delivered_carrier_date"], row["order_delivered_customer_date"]
        if not (left and came) or len(sellers[row["order_id"]]) != 1 or came < left:
            continue
        (seller,) = sellers[row["order_id"]]
        days = (_day(left), _day(came), _day(row["order_estimated_delivery_date"]))
        found.append(Past((home_of[seller], state_of[row["customer_id"]]), *days))
    return sorted(found, key=lambda past: past.left)


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


class History:
    """What is known of the lanes by now: a parcel counts from the day after it arrived."""

    def __init__(self) -> None:
        self.lanes: dict[Any, list[int]] = defaultdict(lambda: [0] * (transit.LONGEST + 1))
        self.waiting: list[tuple[date, int, Past]] = []

    def send(self, past: Past, number: int) -> None:
        heapq.heappush(self.waiting, (past.came, number, past))

    def until(self, today: date) -> None:
        while self.waiting and self.waiting[0][0] < today:
            past = heapq.heappop(self.waiting)[2]
            days = min((past.came - past.left).days, transit.LONGEST)
            for key in (past.lane, past.lane[1]):
                self.lanes[key][days] += 1

    def tally(self, lane: tuple[str, str]) -> list[int] | None:
        """The lane's own; else all into the state; none where too few are known."""
        for key in (lane, lane[1]):
            if sum(self.lanes[key]) >= LEAST:
                return self.lanes[key]
        return None


def measure() -> dict[str, Any]:
    """All figures."""
    past = parcels()
    history, on_the_road = History(), list[Past]()
    lane_promises, told, told_before = list[tuple[int, int, bool]](), dict[int, date](), dict[int, date]()
    place, today, last = 0, past[0].left, max(one.came for one in past)
    number_of = {id(one): number for number, one in enumerate(past)}
    while today <= last:
        history.until(today)
        while place < len(past) and past[place].left <= today:
            one = past[place]
            tally = history.tally(one.lane)
            if tally is not None:
                days = transit.days_for(tally, PERCENT) or 0
                theirs = (one.promised - one.left).days
                lane_promises.append((days, theirs, (one.came - one.left).days <= days))
            history.send(one, place)
            on_the_road.append(one)
            place += 1
        on_the_road = [one for one in on_the_road if one.came >= today]
        for one in on_the_road:
            _judge(one, number_of[id(one)], history, today, told, told_before)
        today += timedelta(days=1)
    return _figures(past, lane_promises, told, told_before)


def _judge(
    one: Past, number: int, history: History, today: date, told: dict[int, date], before: dict[int, date]
) -> None:
    left = (one.promised - today).days
    if left <= 1:
        before.setdefault(number, today)
    if number in told or left > LOOK_AHEAD:
        return
    tally = history.tally(one.lane)
    chance = transit.chance_late(tally, gone=(today - one.left).days, left=left) if tally else None
    if left < 0 or (left <= 1 if chance is None else chance >= WARNING):
        told[number] = today


def _figures(
    past: list[Past], promises: list[tuple[int, int, bool]], told: dict[int, date], before: dict[int, date]
) -> dict[str, Any]:
    late = {number for number, one in enumerate(past) if one.late}
    return {
        "parcels": len(past),
        "late": len(late),
        "promises": {
            "judged": len(promises),
            "kept_percent": round(100 * mean(kept for _, _, kept in promises), 1),
            "days_ours": round(mean(ours for ours, _, _ in promises), 1),
            "days_theirs": round(mean(theirs for _, theirs, _ in promises), 1),
            "theirs_kept_percent": round(100 * (1 - len(late) / len(past)), 1),
        },
        "warnings": _warned(past, late, told),
        "simple_rule": _warned(past, late, before),
    }


def _warned(past: list[Past], late: set[int], told: dict[int, date]) -> dict[str, Any]:
    """Told in time: no later than the promised day. Told in vain: came in time all the same."""
    in_time = {n: day for n, day in told.items() if n in late and day <= past[n].promised}
    vain = sum(n not in late for n in told)
    early = [(past[n].promised - day).days for n, day in in_time.items()]
    return {
        "foreseen_percent": round(100 * len(in_time) / len(late), 1),
        "days_before_median": median(early),
        "days_before_mean": round(mean(early), 1),
        "two_days_or_more_percent": round(100 * sum(days >= 2 for days in early) / len(late), 1),
        "false_alarms": vain,
        "false_percent_of_told": round(100 * vain / max(len(told), 1), 1),
        "false_percent_of_punctual": round(100 * vain / (len(past) - len(late)), 2),
    }


def main() -> int:
    if not (DATA / "olist_orders_dataset.csv.gz").is_file():
        print(f"nothing to measure: there are no histories in {DATA}")
        return 0
    print(json.dumps(measure(), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())

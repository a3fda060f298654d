"""Ways of parcels as stand-ins play them: real lengths of time where they are to be had, invented ones else.

The lengths come from the order histories of a marketplace that published them (``HISTORIES/olist``, from the
hand-over to the carrier until the signature). Without that file, a small table of our own numbers serves: it
has the same shape, many in a few days and a long tail.
"""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

from django.conf import settings

OURS_HOURS = (20, 22, 24, 26, 28, 30, 34, 38, 44, 46, 48, 50, 54, 60, 68, 72, 76, 90, 98, 120, 150, 220, 320)
"""Hours from the hand-over to the signature: our own numbers."""
SLOWER_THERE = 4.0
"""Brazil is slower than China by about this factor: the shape of the tail is taken, not the length."""
PLACES_BETWEEN = ("转运中心", "分拨中心", "集散中心")


@dataclass(frozen=True, slots=True)
class Scan:
    """One event on a parcel's way."""

    at: datetime
    code: str
    place: str
    said: str


def way_of(number: str, origin: str, destination: str, *, starts: datetime) -> tuple[Scan, ...]:
    """The way of this parcel: always the same for the same number and start."""
    chance = Random(sha256(number.encode()).digest())  # noqa: S311 (it plays parcels)
    hours = chance.choice(lengths())
    end = starts + timedelta(hours=hours)
    scans = [Scan(starts + timedelta(hours=min(2.0, hours / 10)), "collected", origin, f"{origin}网点已揽收")]
    between = 1 if origin[:2] == destination[:2] else 2 + (hours > 60)
    for step in range(between):
        at = starts + timedelta(hours=hours * (step + 1) * 0.7 / between)
        place = f"{origin if step * 2 < between else destination}{PLACES_BETWEEN[step % 3]}"
        scans.append(Scan(at, "in_transit", place, f"快件离开{place}"))
    scans.append(
        Scan(end - timedelta(hours=min(4.0, hours / 8)), "out_for_delivery", destination, "快递员正在派送")
    )
    if chance.random() < 0.04:
        scans.append(Scan(end - timedelta(hours=1), "failed", destination, "无法联系收件人，次日再派"))
        end += timedelta(hours=22)
    scans.append(Scan(end, "signed", destination, "本人已签收"))
    return tuple(scans)


def lengths() -> Sequence[float]:
    """Hours from the hand-over to the signature, as they occur."""
    file = Path(settings.HISTORIES) / "olist" / "olist_orders_dataset.csv.gz"
    return _real(file) if file.is_file() else OURS_HOURS


@cache
def _real(file: Path) -> tuple[float, ...]:
    found = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            left, came = row["order_delivered_carrier_date"], row["order_delivered_customer_date"]
            if left and came:
                span = datetime.fromisoformat(came) - datetime.fromisoformat(left)
                if span > timedelta(hours=8):
                    found.append(span.total_seconds() / 3600 / SLOWER_THERE)
            if len(found) == 2_000:
                break
    return tuple(found) or OURS_HOURS

"""Five hundred screens of the control room, each on a socket of its own, while orders come in.

    python -m benchmarks.watching [--screens 500]

A slot is on air; every second some pieces of its article are sold. Each screen listens to ``zhanggui stream``
as a browser does and says when it first saw what was sold: from the moment the sale was in the books. Beside
it one screen alone, as the yardstick; and what the server took of processor and memory.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

SCREENS = 500
SALES = 15
GOAL_SECONDS = 2.0
HEAD = "GET /?ticket={ticket}&channel=BENCH HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"


@dataclass
class Watched:
    """When what was left was in the books, and when each screen first saw it."""

    booked: dict[int, float] = field(default_factory=dict)
    seen: list[tuple[int, float]] = field(default_factory=list)

    def seconds(self) -> list[float]:
        """From the books to the screen, for each screen and sale, the shortest first."""
        return sorted(at - self.booked[left] for left, at in self.seen if left in self.booked)


def measure(screens: int = SCREENS) -> dict[str, Any]:
    """How long figures take to one screen and to many, and what the server needs for them."""
    goods_id, sku_id = _on_air()
    with figures() as (port, process):
        alone, one = _watch(port, 1, goods_id, sku_id, process)
        many, all_of_them = _watch(port, screens, goods_id, sku_id, process)
    return {
        "screens": screens,
        "sales": SALES,
        "alone": _said(alone, 1) | one,
        "together": _said(many, screens) | all_of_them,
    }


def _said(watched: Watched, screens: int) -> dict[str, Any]:
    seconds = watched.seconds()
    return {
        "told": len(seconds),
        "to_tell": len(watched.booked) * screens,
        "p50_seconds": round(seconds[len(seconds) // 2], 3),
        "p99_seconds": round(seconds[int(len(seconds) * 0.99)], 3),
        "slowest_seconds": round(seconds[-1], 3),
    }


def _on_air() -> tuple[UUID, UUID]:
    """One article on air for an hour, as planning, review and start would have left it."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    from benchmarks.shelf import goods_on_sale, unwatched
    from zhanggui.domain.broadcast import accounts
    from zhanggui.domain.broadcast.models import Channel, Programme, Slot, SlotGoods
    from zhanggui.domain.inventory import accounts as goods_accounts
    from zhanggui.domain.pricing.models import Price
    from zhanggui.identity.actor import SYSTEM, SYSTEM_ACCOUNT
    from zhanggui.kernel import clock
    from zhanggui.mechanisms import ledger
    from zhanggui.mechanisms.ledger import Entry, Transfer
    from zhanggui.mechanisms.trail import Subject

    now, pieces = clock.now(), 10_000
    sku = goods_on_sale(1, pieces=pieces)[0].sku_id
    channel = Channel(
        code="BENCH", name="Bench", channel_class="shopping", licence_number="B1", licensed_from=now.date(),
        licensed_to=now.date() + timedelta(days=365), opened_at=now,
    )  # fmt: skip
    programme = Programme(code="BENCH", title="Bench", kind="shopping", created_at=now)
    period = DateTimeTZRange(now - timedelta(minutes=5), now + timedelta(hours=1))
    slot = Slot(
        number="BENCH-1", channel=channel, programme=programme, period=period, host="Bench", script="Bench",
        state="on_air", planned_by_id=SYSTEM_ACCOUNT, created_at=now, started_at=now,
    )  # fmt: skip
    price = Price.objects.get(sku_id=sku)
    shown = SlotGoods(slot=slot, sku_id=sku, position=1, item_number="999", quota=pieces, price=price)
    with unwatched():
        for row in (channel, programme, slot, shown):
            row.save(force_insert=True)
    quota = Transfer(debit=accounts.quota(shown.id, sku), credit=goods_accounts.sellable(sku), amount=pieces)
    subject = Subject("broadcast.slot", slot.id)
    ledger.post(
        Entry(kind="bench.quota", key="bench:quota", at=now, subject=subject, transfers=[quota]), by=SYSTEM
    )
    return shown.id, sku


def _sell(watched: Watched, goods_id: UUID, sku_id: UUID) -> None:
    """Some pieces a second, each time noted when they were in the books."""
    from django.db import connection

    from zhanggui.domain.broadcast import accounts
    from zhanggui.domain.inventory import accounts as goods_accounts
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.kernel import clock
    from zhanggui.mechanisms import ledger
    from zhanggui.mechanisms.ledger import Entry, Transfer
    from zhanggui.mechanisms.trail import Subject

    quota, sold = accounts.quota(goods_id, sku_id), goods_accounts.sold(sku_id)
    subject = Subject("broadcast.slot_goods", goods_id)
    for _ in range(SALES):
        time.sleep(1.0 + 0.137)
        sale = [Transfer(debit=sold, credit=quota, amount=3)]
        entry = Entry(
            kind="bench.sold", key=f"bench:{time.time_ns()}", at=clock.now(), subject=subject, transfers=sale
        )
        ledger.post(entry, by=SYSTEM)
        watched.booked[ledger.balance(quota).available] = time.monotonic()
    connection.close()


def _watch(
    port: int, screens: int, goods_id: UUID, sku_id: UUID, process: "subprocess.Popen[bytes]"
) -> tuple[Watched, dict[str, Any]]:
    watched = Watched()
    before, began = _processor_seconds(process.pid), time.monotonic()
    selling = threading.Thread(target=_sell, args=(watched, goods_id, sku_id))
    asyncio.run(_listen_all(port, screens, watched, selling, str(goods_id)))
    selling.join()
    took, elapsed = _processor_seconds(process.pid) - before, time.monotonic() - began
    return watched, {"cpu_percent": round(100 * took / elapsed, 1), "memory_mb": _memory_mb(process.pid)}


async def _listen_all(
    port: int, screens: int, watched: Watched, selling: threading.Thread, goods: str
) -> None:
    from zhanggui.surfaces.entrance import listening as tickets

    ticket = tickets.ticket("bench")
    listening = [asyncio.ensure_future(_listen(port, ticket, watched, goods)) for _ in range(screens)]
    await asyncio.sleep(2)
    selling.start()
    while selling.is_alive():
        await asyncio.sleep(0.1)
    await asyncio.sleep(GOAL_SECONDS + 1)
    for one in listening:
        one.cancel()
    await asyncio.gather(*listening, return_exceptions=True)


async def _listen(port: int, ticket: str, watched: Watched, goods: str) -> None:
    """One screen: what is left, whenever it is told something else than before."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HEAD.format(ticket=ticket).encode())
    told = None
    try:
        while line := await reader.readline():
            place = line.find(b"data: ")
            if place < 0:
                continue
            left = json.loads(line[place + 6 :])["goods"][goods][1]
            if told is not None and left != told:
                watched.seen.append((left, time.monotonic()))
            told = left
    finally:
        writer.close()


@contextmanager
def figures() -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """The server of live figures; its port and process."""
    from benchmarks.servers import free_port, running

    port = free_port()
    command = [sys.executable, "-m", "zhanggui.config.cli", "stream", "--port", str(port)]
    with running(command, port) as process:
        yield port, process


def _family(pid: int) -> list[int]:
    """A process and those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _family(int(child)))]


def _processor_seconds(pid: int) -> float:
    ticks = 0
    for one in _family(pid):
        ticks += sum(map(int, Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory_mb(pid: int) -> int:
    """What the processes hold for themselves and what they share, each shared page divided (PSS)."""
    kilobytes = 0
    for one in _family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes // 1024


def is_good(found: dict[str, Any]) -> bool:
    """Whether every screen was told of every sale in time."""
    together = found["together"]
    return bool(together["told"] == together["to_tell"] and together["slowest_seconds"] <= GOAL_SECONDS)


def main() -> None:
    """Measure, print, and leave with status 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--screens", type=int, default=SCREENS)
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    import django

    django.setup()
    found = measure(asked.screens)
    print(json.dumps(found, indent=2))
    sys.exit(0 if is_good(found) else 1)


if __name__ == "__main__":
    main()

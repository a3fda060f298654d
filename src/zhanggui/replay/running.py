"""Running a replay: month by month, sellers first, then prices, then the orders of the month."""

import contextlib
import multiprocessing
import re
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.domain.partners.operations.verify_partner import verify_partner
from zhanggui.identity.models import Organisation
from zhanggui.kernel.norms import let_first_numbers_reach_back
from zhanggui.replay import cast, freight, memory, prices, reconciling, sellers, settling, working
from zhanggui.replay.mapping import Format, at
from zhanggui.replay.normalising import normalise
from zhanggui.replay.past import province_of
from zhanggui.replay.planning import UNNAMED, Choice, months, plan
from zhanggui.replay.sellers import Article
from zhanggui.replay.staging import open_staged, stage
from zhanggui.schema.partitions import make_months
from zhanggui.schema.partitions import months as month_days

Progress = Callable[[str, int, int], None]
"""Is told what is going on, how much of it is done, and how much there is."""
CHUNK = 20
LIVES_FOR = timedelta(days=90)
"""After so long, nearly every order has come to its end."""
VERIFIED_FOR = timedelta(days=75)
"""Who sells this month is verified for this long from its first day."""
CARRIES_FOR = timedelta(days=180)
"""The carrier longer: a parcel is handed over months after its order was placed, now and then."""


@dataclass
class Ran:
    """How a run went."""

    planned: int = 0
    lived: int = 0
    preparing: float = 0.0
    living: float = 0.0
    settling: float = 0.0
    interrupted: bool = False
    faults: int = 0


def run(form: Format, folder: Path, choice: Choice, *, workers: int, progress: Progress) -> Ran:
    """Live a history, or what is left of it. Interrupted, it is simply run again."""
    history, ran = form.name, Ran()
    let_first_numbers_reach_back()
    path = Path(settings.VAR_DIR) / "replay" / f"{history}.sqlite"
    progress("reading", 0, 1)
    faults = stage(form, folder, path)
    with contextlib.closing(open_staged(path)) as staged:
        faults += normalise(staged, form)
        ran.planned = plan(staged, form, choice)
        memory.reject(history, faults)
        if not ran.planned:
            return ran
        _make_room(staged)
        with _hands(history, path, workers) as hands:
            try:
                _open(history, staged)
                for month in months(staged):
                    _month(history, staged, month, hands, ran, progress)
                progress("settling", ran.lived, ran.planned)
                with _settling(ran):
                    settling.settle_the_rest(staged, month)
                    reconciling.reconcile(history)
            except KeyboardInterrupt:
                ran.interrupted = True
    return ran


def _make_room(staged: sqlite3.Connection) -> None:
    """Partitions for the months of the history, lest its entries pile up in the one for the rest."""
    first, last = staged.execute("SELECT min(purchased), max(purchased) FROM chosen").fetchone()
    since, until = at(first) - timedelta(days=31), at(last) + LIVES_FOR
    count = (until.year - since.year) * 12 + until.month - since.month + 1
    make_months(month_days(since.date(), count))


@contextlib.contextmanager
def _hands(history: str, path: Path, workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """The worker processes; none where one is enough, and this process does it all."""
    if workers <= 1:
        working.get_ready(history, path)
        yield None
        return
    # Forked before this process is connected again, so that nobody shares a socket.
    connection.close()
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("fork"),
        initializer=working.begin,
        initargs=(history, path),
    )
    try:
        # All of them start at the first piece of work, which is therefore none at all.
        pool.submit(working.nothing).result()
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _open(history: str, staged: sqlite3.Connection) -> None:
    """The house with its people, carrier, and the article without a name; categories as they are needed."""
    first = at(staged.execute("SELECT min(purchased) FROM chosen").fetchone()[0]) - timedelta(days=30)
    if memory.counterpart_or_none(history, "house", "one"):
        _categories(history, staged, first)
        return
    with transaction.atomic():
        cast.open_house(history, first)
        _categories(history, staged, first)
        carrier = sellers.join(history, "carrier", Organisation.Kind.CARRIER, first)
        memory.remember(history, "carrier", "one", carrier)
        freight.agree(history, carrier, _provinces(staged), first)
        unnamed = sellers.join(history, UNNAMED, Organisation.Kind.SUPPLIER, first)
        article = Article(UNNAMED, "other", 1, 900_000_000, "not named by its source, worth what was paid")
        sellers.stock_up(history, unnamed, [article], first + timedelta(days=1))
        memory.remember(history, "unnamed", "one", unnamed)
        memory.remember(history, "house", "one", carrier)


def _provinces(staged: sqlite3.Connection) -> list[str]:
    """Where the customers live, most of them first."""
    rows = staged.execute("SELECT province FROM customers GROUP BY province ORDER BY count(*) DESC, province")
    return list(dict.fromkeys(province_of(row[0]) for row in rows))


def _categories(history: str, staged: sqlite3.Connection, when: datetime) -> None:
    rows = staged.execute(
        "SELECT DISTINCT s.category, c.english FROM sku s LEFT JOIN categories c ON c.key = s.category"
    ).fetchall()
    names = {row["category"]: row["english"] or row["category"] for row in rows} | {"other": "other"}
    # A longer choice may show categories that a shorter one did not.
    known = memory.lived(history, "category", names)
    for name, english in sorted(names.items()):
        if name in known:
            continue
        slug = re.sub(r"[^a-z0-9]+", "-", f"{history[:6]}-{english}".lower()).strip("-")[:31]
        terms = CategoryTerms(code=slug, name_zh=f"{english} ({history})"[:60], name_en=english[:60])
        category = create_category(terms=terms, by=cast.staff(history, "reviewer"), at=when)
        memory.remember(history, "category", name, category.id)


def _month(
    history: str,
    staged: sqlite3.Connection,
    month: str,
    hands: ProcessPoolExecutor | None,
    ran: Ran,
    progress: Progress,
) -> None:
    started = time.monotonic()
    joining = _column(staged, "SELECT DISTINCT seller FROM sku WHERE month = ? ORDER BY seller", month)
    _spread(
        hands,
        working.join_sellers,
        joining,
        5,
        ran,
        lambda _: progress(f"{month} sellers", ran.lived, ran.planned),
    )
    _verify(history, staged, month)
    _change_prices(history, staged, month)
    ran.preparing += time.monotonic() - started

    started = time.monotonic()
    keys = _column(staged, "SELECT key FROM chosen WHERE month = ? ORDER BY purchased, key", month)

    def count(done: working.Done) -> None:
        ran.lived += done.lived
        progress(month, ran.lived, ran.planned)

    _spread(hands, working.live_orders, keys, CHUNK, ran, count)
    cancelled = _column(
        staged,
        "SELECT key FROM cancellations WHERE substr(written, 1, 7) = ?"
        " AND written <= (SELECT max(purchased) FROM chosen) ORDER BY written, key",
        month,
    )
    _spread(hands, working.take_back, cancelled, CHUNK, ran, lambda _: None)
    ran.living += time.monotonic() - started
    with _settling(ran):
        settling.settle_month(staged, month)
        reconciling.reconcile(history, until=settling.month_after(at(f"{month}-01 00:00:00")))


@contextlib.contextmanager
def _settling(ran: Ran) -> Iterator[None]:
    started = time.monotonic()
    yield
    ran.settling += time.monotonic() - started


def _column(staged: sqlite3.Connection, query: str, month: str) -> list[str]:
    return [row[0] for row in staged.execute(query, (month,))]


def _spread(
    hands: ProcessPoolExecutor | None,
    work: Callable[[list[str]], working.Done],
    keys: list[str],
    size: int,
    ran: Ran,
    told: Callable[[working.Done], None],
) -> None:
    """Have all this done, piece by piece."""
    pieces = [keys[start : start + size] for start in range(0, len(keys), size)]
    if hands is None:
        for piece in pieces:
            done = work(piece)
            ran.faults += len(done.faults)
            told(done)
        return
    futures = deque(hands.submit(work, piece) for piece in pieces)
    try:
        while futures:
            done = futures[0].result()
            futures.popleft()
            ran.faults += len(done.faults)
            told(done)
    except KeyboardInterrupt:
        _finish(futures, ran, told)
        raise


def _finish(futures: Iterable[Future[working.Done]], ran: Ran, told: Callable[[working.Done], None]) -> None:
    """Begin nothing new, and count what the hands are still finishing."""
    for future in [future for future in futures if not future.cancel()]:
        done = future.result()
        ran.faults += len(done.faults)
        told(done)


def _verify(history: str, staged: sqlite3.Connection, month: str) -> None:
    """Everybody who trades this month is verified again in time (every six months)."""
    begins = at(f"{month}-01 00:00:00")
    used = _column(
        staged,
        "SELECT DISTINCT i.seller FROM items i JOIN chosen c ON c.key = i.order_key WHERE c.month = ?",
        month,
    )
    keys = memory.Lived.objects.filter(history=history, kind="seller", key__in=used)
    until = (begins + VERIFIED_FOR).date()
    firms = [
        *Supplier.objects.filter(pk__in=keys.values_list("ours"), verified_until__lt=until),
        *Supplier.objects.filter(pk=memory.counterpart(history, "unnamed", "one"), verified_until__lt=until),
        *Carrier.objects.filter(
            pk=memory.counterpart(history, "carrier", "one"), verified_until__lt=(begins + CARRIES_FOR).date()
        ),
    ]
    for firm in firms:
        post = "logistics" if isinstance(firm, Carrier) else "supplier-manager"
        verify_partner(
            organisation_id=firm.organisation_id,
            method="history",
            findings="it still trades",
            by=cast.staff(history, post),
            at=begins,
        )


def _change_prices(history: str, staged: sqlite3.Connection, month: str) -> None:
    """The prices that change this month, day by day."""
    days = _column(
        staged, "SELECT DISTINCT day FROM price_day WHERE substr(day, 1, 7) = ? ORDER BY day", month
    )
    for day in days:
        rows = staged.execute(
            "SELECT sku, price FROM price_day WHERE day = ? ORDER BY sku", (day,)
        ).fetchall()
        known = memory.lived(history, "price", [f"{day} {sku}" for sku, _ in rows])
        new = [(sku, price) for sku, price in rows if f"{day} {sku}" not in known]
        if new:
            with transaction.atomic():
                amounts = {memory.counterpart(history, "sku", sku): price for sku, price in new}
                prices.publish(history, amounts, at(f"{day} 00:00:00"))
                for sku, _ in new:
                    memory.remember(history, "price", f"{day} {sku}")

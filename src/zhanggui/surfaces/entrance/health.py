"""Is the house well: the database, the job queue and the ledger are asked, and each must answer."""

import time
from collections.abc import Callable

import structlog
from django.db import connection, transaction
from django.db.utils import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhanggui.mechanisms import ledger

log = structlog.get_logger("zhanggui.health")

PATIENCE_MS = 3000
"""A part that needs longer than this does not answer."""


def _database() -> None:
    _ask("SELECT 1")


def _jobs() -> None:
    _ask("SELECT id FROM procrastinate_jobs WHERE status = 'todo' LIMIT 1")


def _ledger() -> None:
    # A balance read as an operation reads it: account rows, transfers and checkpoint must all be there.
    _ask("SELECT 1")
    ledger.balance(PROBE.of(ledger.HOUSE, ledger.CNY))


PROBE = ledger.account_kind("entrance.probe", side="debit", guarded=False)
PARTS: dict[str, Callable[[], None]] = {"database": _database, "jobs": _jobs, "ledger": _ledger}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part answers, otherwise 503; in both cases which parts do, and how fast."""
    parts = {name: _state(name, ask) for name, ask in PARTS.items()}
    well = all(state["ok"] for state in parts.values())
    return JsonResponse({"ok": well, "parts": parts}, status=200 if well else 503)


def _state(name: str, ask: Callable[[], None]) -> dict[str, object]:
    began = time.perf_counter()
    try:
        with transaction.atomic():
            _ask(f"SET LOCAL statement_timeout = {PATIENCE_MS}")
            ask()
    except (DatabaseError, InterfaceError, OSError, RuntimeError) as problem:
        log.error("part_does_not_answer", part=name, problem=str(problem))
        return {"ok": False}
    return {"ok": True, "ms": round((time.perf_counter() - began) * 1000, 1)}


def _ask(query: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query)

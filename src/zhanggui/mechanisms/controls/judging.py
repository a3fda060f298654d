"""Asking the controls. One that fails stands as broken, with its error, and leaves the others alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from zhanggui.mechanisms.controls.evidence import WORST_FIRST, Evidence, Status
from zhanggui.mechanisms.controls.register import Clause, Control, all_controls, clauses

TIME_LIMIT_MS = 30_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one control said, how long it took, and the error if it could not be asked."""

    control: Control
    evidence: Evidence
    elapsed_ms: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One clause, and the verdicts of all its controls; it stands as its worst."""

    clause: Clause
    verdicts: tuple[Verdict, ...]

    @property
    def status(self) -> Status:
        found = {verdict.evidence.status for verdict in self.verdicts}
        return next((status for status in WORST_FIRST if status in found), Status.UNCOVERED)


def judge(at: datetime, asked: Sequence[Control] | None = None) -> list[Verdict]:
    """Ask these controls, or all."""
    return [_ask(control, at) for control in (all_controls() if asked is None else asked)]


def standings(at: datetime) -> list[Standing]:
    """Every clause of the register with what its controls say now."""
    verdicts = judge(at)
    return [
        Standing(clause, tuple(verdict for verdict in verdicts if clause.id in verdict.control.clauses))
        for clause in clauses()
    ]


def as_document(at: datetime) -> list[dict[str, Any]]:
    """Every clause as data: clause, title, status, figure, threshold, records, and its controls in full."""
    return [_clause_document(standing) for standing in standings(at)]


def _ask(control: Control, at: datetime) -> Verdict:
    started = perf_counter()
    error = ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(TIME_LIMIT_MS)])
            evidence = control.judge(at)
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
    except Exception as problem:  # a control that cannot be asked is itself a finding, whatever went wrong
        error = f"{type(problem).__name__}: {problem}"[:500]
        evidence = Evidence(Status.BROKEN)
    return Verdict(control, evidence, round((perf_counter() - started) * 1000), error)


def _clause_document(standing: Standing) -> dict[str, Any]:
    said = [_verdict_document(verdict) for verdict in standing.verdicts]
    return {
        "clause": standing.clause.id,
        "title": standing.clause.title,
        "title_zh": standing.clause.title_zh,
        "status": standing.status.value,
        "figure": "; ".join(one["figure"] for one in said if one["figure"]),
        "threshold": "; ".join(one["threshold"] for one in said if one["threshold"]),
        "records": {
            "count": sum(one["records"]["count"] for one in said),
            "see": [one["records"]["see"] for one in said if one["records"]["see"]],
        },
        "controls": said,
    }


def _verdict_document(verdict: Verdict) -> dict[str, Any]:
    evidence = verdict.evidence
    return {
        "control": verdict.control.code,
        "title": verdict.control.title,
        "status": evidence.status.value,
        "figure": verdict.error or ", ".join(f"{name}: {value}" for name, value in evidence.figures.items()),
        "figures": dict(evidence.figures),
        "threshold": evidence.threshold,
        "records": {"count": evidence.records.count, "see": evidence.records.url},
        "error": verdict.error,
        "elapsed_ms": verdict.elapsed_ms,
    }

"""What the database refuses, said as a refusal of the house.

A constraint guards what no check in Python can (two writers at once). Whoever owns the constraint, or the
custom SQLSTATE raised by a database function, names the refusal it stands for, once, at import.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DatabaseError

from zhanggui.kernel.refusal import Refusal

_refusals: dict[str, type[Refusal]] = {}


def refuse_as(constraint_or_code: str, refusal: type[Refusal]) -> None:
    """Let a violation of this constraint (or this SQLSTATE) be this refusal, wherever it comes up."""
    known = _refusals.setdefault(constraint_or_code, refusal)
    if known is not refusal:
        raise ValueError(f"{constraint_or_code} already means {known.__name__}")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a registered violation inside the block into its refusal; let any other error through."""
    try:
        yield
    except (DatabaseError, psycopg.Error) as problem:
        refusal = refusal_for(problem)
        if refusal is None:
            raise
        raise refusal from problem


def refusal_for(problem: BaseException) -> Refusal | None:
    """The refusal that this database error stands for, if it stands for one."""
    cause = problem if isinstance(problem, psycopg.Error) else problem.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    for name in (cause.diag.constraint_name, cause.sqlstate):
        if name and name in _refusals:
            return _refusals[name](**_details(cause.diag.message_detail))
    return None


def _details(detail: str | None) -> dict[str, Any]:
    """A function of ours puts the refusal's details into DETAIL as a JSON object; PostgreSQL writes prose."""
    try:
        value = json.loads(detail or "{}")
    except json.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}

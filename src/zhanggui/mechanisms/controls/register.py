"""The register of clauses, and the controls that judge them."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from zhanggui.mechanisms.controls.evidence import Evidence, Status

Judge = Callable[[datetime], Evidence]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of one of the two norms (document A or B)."""

    document: str
    number: int
    title: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a norm. ``kind`` is what it asks for: a feature, records, a duty, …"""

    id: str
    document: str
    chapter: int
    title: str
    title_zh: str
    kind: str


@dataclass(frozen=True, slots=True)
class Control:
    """One function that judges one or more clauses. ``code`` names it for good: its package and name."""

    code: str
    clauses: tuple[str, ...]
    title: str
    judge: Judge
    record: str = ""
    """For a duty of the organisation: the record that proves it."""


class UnknownClause(LookupError):
    """A control names a clause that is not in the register."""


_controls: dict[str, Control] = {}


def control(*clause_ids: str, title: str) -> Callable[[Judge], Judge]:
    """Register evidence next to the code it judges. The function must only read."""

    def register(function: Judge) -> Judge:
        _register(Control(_code(function), _known(clause_ids), title, function))
        return function

    return register


def duty(*clause_ids: str, title: str, record: str, code: str) -> None:
    """A duty of the organisation that no query can judge: say which record proves it.

    It stands as "no data" until a control with evidence over that record takes its place.
    """
    evidence = Evidence(Status.NO_DATA, {}, record)
    _register(Control(code, _known(clause_ids), title, lambda at: evidence, record))


def all_controls() -> tuple[Control, ...]:
    """Every control, by code."""
    return tuple(_controls[code] for code in sorted(_controls))


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause of the register, in the order of the documents."""
    return tuple(Clause(**row) for row in _file()["clause"])


@cache
def chapters() -> tuple[Chapter, ...]:
    """The chapters of both norms."""
    return tuple(Chapter(**row) for row in _file()["chapter"])


def documents() -> dict[str, str]:
    """The two norms by their letter."""
    return dict(_file()["documents"])


@cache
def _file() -> dict[str, list[Any]]:
    text = files("zhanggui.mechanisms.controls").joinpath("clauses.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _code(function: Judge) -> str:
    package = function.__module__.removesuffix(".controls").rpartition(".")[2]
    return f"{package}.{function.__name__}"


def _known(clause_ids: tuple[str, ...]) -> tuple[str, ...]:
    known = {clause.id for clause in clauses()}
    if unknown := set(clause_ids) - known:
        raise UnknownClause(*sorted(unknown))
    return clause_ids


def _register(made: Control) -> None:
    known = _controls.setdefault(made.code, made)
    if known is not made:
        raise ValueError(f"Two controls are called {made.code}")

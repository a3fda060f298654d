"""Findings: what does not agree with what was recorded. Each mechanism registers how it is verified."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction


@dataclass(frozen=True, slots=True)
class Finding:
    """One row, named exactly, and what is wrong with it."""

    kind: str
    table: str
    key: str
    what: str


Verifier = Callable[[datetime], Iterable[Finding]]

_verifiers: dict[str, Verifier] = {}


def verifier(name: str) -> Callable[[Verifier], Verifier]:
    """Register a function that compares what is with what was recorded."""

    def register(function: Verifier) -> Verifier:
        _verifiers[name] = function
        return function

    return register


def findings(at: datetime) -> Iterator[Finding]:
    """Everything that does not agree, as it is found."""
    for name, function in sorted(_verifiers.items()):
        try:
            with transaction.atomic():
                yield from function(at)
        except Exception as problem:  # whatever keeps a verifier from answering must not hide the others
            what = f"could not be verified: {type(problem).__name__}: {problem}"
            yield Finding("unverified", name, "", what)


def verify(at: datetime) -> list[Finding]:
    """Everything that does not agree; an empty list when the house is in order."""
    return list(findings(at))

"""The compliance cockpit: every clause of the register, where it stands, and the rows behind it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import controls
from zhanggui.mechanisms.controls import Clause, Standing, Status, Verdict
from zhanggui.mechanisms.controls.queries import Day, days, history
from zhanggui.mechanisms.controls.register import Chapter, chapters, clauses, documents
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.design import drawn

HISTORY_DAYS = 90
ORDER = (Status.BROKEN, Status.AT_RISK, Status.KEPT, Status.NO_DATA, Status.UNCOVERED)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter on the page."""

    chapter: Chapter
    rows: Sequence[Standing]
    counts: Sequence[tuple[Status, int]]

    @property
    def title(self) -> str:
        return self.chapter.title_zh if in_chinese() else self.chapter.title

    @property
    def open(self) -> bool:
        """Whether there is anything to look at: a chapter nobody judges yet stays folded."""
        return any(row.status is not Status.UNCOVERED for row in self.rows)


def in_chinese() -> bool:
    """Whether this page is read in Chinese."""
    return (get_language() or "").startswith("zh")


def title_of(clause: Clause) -> str:
    """The clause by its name, in the reader's language."""
    return clause.title_zh if in_chinese() else clause.title


def counted(standings: Iterable[Standing]) -> list[tuple[Status, int]]:
    """How many stand how, worst first."""
    counts = Counter(standing.status for standing in standings)
    return [(status, counts[status]) for status in ORDER if counts[status]]


def sections(standings: Sequence[Standing], wanted: str) -> list[Section]:
    """The chapters that hold a clause of the wanted status (or any)."""
    made = []
    for chapter in chapters():
        within = [
            one
            for one in standings
            if (one.clause.document, one.clause.chapter) == (chapter.document, chapter.number)
        ]
        rows = [one for one in within if not wanted or one.status == wanted]
        if rows:
            made.append(Section(chapter, rows, counted(within)))
    return made


@page("cockpit/", "cockpit")
def cockpit(request: HttpRequest) -> HttpResponse:
    """All clauses by chapter, judged now, with the days behind."""
    at = clock.now()
    standings = controls.standings(at)
    wanted = request.GET.get("status", "")
    today = at.astimezone(SHANGHAI).date()
    context = shell(
        request,
        title=_("Compliance cockpit"),
        counts=[(status, dict(counted(standings)).get(status, 0)) for status in ORDER],
        total=len(standings),
        wanted=wanted,
        documents=[(letter, name) for letter, name in documents().items()],
        sections=sections(standings, wanted),
        days=_bars(days(today - timedelta(days=HISTORY_DAYS), today)),
        at=at,
    )
    return TemplateResponse(request, "console/cockpit.html", context)


@page("cockpit/<slug:document>-<str:number>/", "cockpit_clause")
def clause(request: HttpRequest, document: str, number: str) -> HttpResponse:
    """One clause: each of its controls with figures, threshold, records, and how it stood day by day."""
    found = next((one for one in clauses() if one.id == f"{document}-{number}"), None)
    if found is None:
        raise Http404
    at = clock.now()
    today = at.astimezone(SHANGHAI).date()
    asked = [control for control in controls.all_controls() if found.id in control.clauses]
    standing = Standing(found, tuple(controls.judge(at, asked)))
    context = shell(
        request,
        title=f"{found.id} {title_of(found)}",
        clause=found,
        document=documents()[found.document],
        chapter=next(c for c in chapters() if (c.document, c.number) == (found.document, found.chapter)),
        chinese=in_chinese(),
        standing=standing,
        verdicts=[
            _shown(verdict, history(verdict.control.code, today - timedelta(days=HISTORY_DAYS), today))
            for verdict in standing.verdicts
        ],
        at=at,
    )
    return TemplateResponse(request, "console/clause.html", context)


def _shown(verdict: Verdict, past: Sequence[Day]) -> dict[str, Any]:
    evidence = verdict.evidence
    first = next((name for name, value in evidence.figures.items() if isinstance(value, int | float)), "")
    values = [day.figures[first] for day in past if isinstance(day.figures.get(first), int | float)]
    return {
        "control": verdict.control,
        "title": gettext(verdict.control.title),
        "status": evidence.status,
        "figures": [(gettext(name), value) for name, value in evidence.figures.items()],
        "threshold": gettext(evidence.threshold) if evidence.threshold else "",
        "records": evidence.records,
        "error": verdict.error,
        "elapsed_ms": verdict.elapsed_ms,
        "past": past,
        "line": drawn.spark(values, gettext(first)) if first and len(values) > 1 else "",
    }


def _bars(past: Sequence[tuple[Any, Counter[Status]]]) -> list[dict[str, Any]]:
    """One bar a day: how many controls were kept, at risk and broken, in parts of a hundred."""
    return [
        {
            "day": day,
            "counts": [(status, counts[status]) for status in ORDER if counts[status]],
            "parts": [(status, 100 * counts[status] / counts.total()) for status in ORDER if counts[status]],
        }
        for day, counts in past
    ]

"""The compliance cockpit: every clause of the register, where it stands, and the rows behind it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

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
class Asked:
    """What the reader wants to see: a standing, words, which chapters are unfolded. The address holds it."""

    status: str = ""
    words: str = ""
    unfolded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """As the address says."""
        unfolded = frozenset(key for key in request.GET.get("open", "").split(",") if key)
        return cls(request.GET.get("status", ""), request.GET.get("q", "").strip(), unfolded)

    @property
    def narrowed(self) -> bool:
        """Whether only some clauses are wanted: they are listed without chapters."""
        return bool(self.status or self.words)

    def wants(self, standing: Standing) -> bool:
        """Whether this clause is among the wanted: by its standing, its number or its words."""
        clause = standing.clause
        told = f"{clause.id} {clause.title} {clause.title_zh} " + " ".join(
            f"{one.control.title} {gettext(one.control.title)}" for one in standing.verdicts
        )
        by_words = all(word.lower() in told.lower() for word in self.words.split())
        return by_words and (not self.status or standing.status == self.status)

    def address(self, **change: Any) -> str:
        """The page with something else wanted."""
        asked = replace(self, **change)
        pairs = {"status": asked.status, "q": asked.words, "open": ",".join(sorted(asked.unfolded))}
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter on the page: its summary figures, and its clauses when it is unfolded."""

    chapter: Chapter
    rows: Sequence[Standing]
    counts: Sequence[tuple[Status, int]]
    unfolded: bool
    toggle: str

    @property
    def title(self) -> str:
        return self.chapter.title_zh if in_chinese() else self.chapter.title

    @property
    def key(self) -> str:
        """The chapter in an address, such as B7."""
        return f"{self.chapter.document}{self.chapter.number}"


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


def sections(standings: Sequence[Standing], asked: Asked) -> list[Section]:
    """Every chapter that the register has clauses of."""
    made = []
    for chapter in chapters():
        key = f"{chapter.document}{chapter.number}"
        within = [one for one in standings if _chapter_of(one) == (chapter.document, chapter.number)]
        if within:
            toggle = asked.address(unfolded=asked.unfolded ^ {key})
            made.append(Section(chapter, within, counted(within), key in asked.unfolded, toggle))
    return made


def _chapter_of(standing: Standing) -> tuple[str, int]:
    return standing.clause.document, standing.clause.chapter


def _worst_first(standings: Iterable[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda one: ORDER.index(one.status))


@page("cockpit/", "cockpit")
def cockpit(request: HttpRequest) -> HttpResponse:
    """All clauses by chapter, folded to their figures and judged now; or those asked for, in one list."""
    at, asked = clock.now(), Asked.of(request)
    standings = controls.standings(at)
    counts = dict(counted(standings))
    made = sections(standings, asked)
    every = frozenset(section.key for section in made)
    today = at.astimezone(SHANGHAI).date()
    context = shell(
        request,
        title=_("Compliance cockpit"),
        counts=[(status, counts.get(status, 0), asked.address(status=status)) for status in ORDER],
        total=len(standings),
        asked=asked,
        everything=asked.address(status="", words=""),
        found=_worst_first(one for one in standings if asked.wants(one)) if asked.narrowed else None,
        documents=documents().items(),
        sections=made,
        unfold=asked.address(unfolded=every),
        fold=asked.address(unfolded=frozenset()),
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

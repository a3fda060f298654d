"""Analysing readings, complaint causes or a survey, with all it takes to do so again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.analysing import METHOD, compute, refuse_unfinished
from zhanggui.domain.improvement.capabilities import ANALYSE
from zhanggui.domain.improvement.facts import Analysed
from zhanggui.domain.improvement.keeping import next_number
from zhanggui.domain.improvement.models import Analysis
from zhanggui.domain.improvement.refusals import ResultAnalysed
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import AnalysisKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("improvement_analysis_result_id_key", ResultAnalysed)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisWish:
    """Which method, of which metric or survey result, over which days; and what follows from it."""

    kind: AnalysisKind
    title: str
    conclusion: str
    metric_id: UUID | None = None
    span: Span | None = None
    second: Span | None = None
    """The other period, of a comparison."""
    result_id: UUID | None = None

    def parameters(self) -> dict[str, Any]:
        """As they are kept."""
        kept: dict[str, Any] = {}
        if self.metric_id:
            kept["metric"] = str(self.metric_id)
        if self.result_id:
            kept["result"] = str(self.result_id)
        for suffix, span in (("", self.span), ("_2", self.second)):
            if span:
                kept |= {f"since{suffix}": span.since.isoformat(), f"until{suffix}": span.until.isoformat()}
        return kept


@transaction.atomic
def analyse(*, wish: AnalysisWish, by: Actor, at: datetime) -> Analysis:
    """Make an analysis and keep it (B-10.1.2, B-6.2.3).

    Raises ``SayMore``, ``DaysNotOver``, ``PeriodTooShort``, ``NothingToAnalyse`` and ``ResultAnalysed``.
    """
    by.require(ANALYSE)
    refuse_empty(title=wish.title, conclusion=wish.conclusion)
    for span in (wish.span, wish.second):
        if span:
            refuse_unfinished(span, at)
    parameters: Mapping[str, Any] = wish.parameters()
    figures, sha256 = compute(wish.kind, parameters)

    analysis = Analysis(
        number=next_number("FX"),
        kind=wish.kind.value,
        title=wish.title.strip(),
        parameters=parameters,
        method=METHOD,
        data_until=at,
        figures=figures,
        sha256=sha256,
        conclusion=wish.conclusion.strip(),
        result_id=wish.result_id,
        made_by_id=by.account_id,
        made_at=at,
    )
    with refusing(), transaction.atomic():
        analysis.save(force_insert=True)

    fact = Analysed(number=analysis.number, title=analysis.title, kind=analysis.kind, sha256=sha256)
    trail.record(fact, on=analysis, by=by, at=at)
    return analysis

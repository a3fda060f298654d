"""What happens about improvement, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("improvement.catalogue_adopted", "{metrics} metrics were added to the catalogue")
@dataclass(frozen=True, kw_only=True)
class CatalogueAdopted:
    metrics: int
    codes: list[str]


@trail.fact("improvement.metric_defined", "Metric {title} was defined")
@dataclass(frozen=True, kw_only=True)
class MetricDefined:
    title: str
    source: str


@trail.fact("improvement.limits_set", "Owner and limits of metric {title} were set")
@dataclass(frozen=True, kw_only=True)
class LimitsSet:
    title: str
    lower: float | None
    upper: float | None


@trail.fact("improvement.metric_retired", "Metric {title} is no longer kept")
@dataclass(frozen=True, kw_only=True)
class MetricRetired:
    title: str


@trail.fact("improvement.readings_taken", "{readings} readings of metrics were taken, up to {until}")
@dataclass(frozen=True, kw_only=True)
class ReadingsTaken:
    readings: int
    until: str


@trail.fact("improvement.analysed", "Analysis {number} was made: {title}")
@dataclass(frozen=True, kw_only=True)
class Analysed:
    number: str
    title: str
    kind: str
    sha256: str


@trail.fact("improvement.opened", "Improvement {number} was opened: {problem}")
@dataclass(frozen=True, kw_only=True)
class ImprovementOpened:
    number: str
    problem: str
    metric: str
    target: float


@trail.fact("improvement.acting", "Something is done for improvement {number}")
@dataclass(frozen=True, kw_only=True)
class ActingBegun:
    number: str


@trail.fact("improvement.decided", "Improvement {number} was decided: {before} before, {after} after")
@dataclass(frozen=True, kw_only=True)
class ImprovementDecided:
    number: str
    state: str
    before: str
    after: str

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


@trail.fact("improvement.plan_drafted", "{title}, version {version}, was drafted")
@dataclass(frozen=True, kw_only=True)
class PlanDrafted:
    title: str
    version: int


@trail.fact("improvement.goal_added", "A goal was added: {aim}")
@dataclass(frozen=True, kw_only=True)
class GoalAdded:
    aim: str
    target: float


@trail.fact("improvement.initiative_added", "Initiative {number} was added: {title}")
@dataclass(frozen=True, kw_only=True)
class InitiativeAdded:
    number: str
    title: str
    budget_fen: int


@trail.fact("improvement.plan_submitted", "{title}, version {version}, was submitted")
@dataclass(frozen=True, kw_only=True)
class PlanSubmitted:
    title: str
    version: int


@trail.fact("improvement.plan_decided", "{title}, version {version}, was decided")
@dataclass(frozen=True, kw_only=True)
class PlanDecided:
    title: str
    version: int
    state: str


@trail.fact("improvement.strategy_reviewed", "{title} was looked at: {reached} of {goals} goals are reached")
@dataclass(frozen=True, kw_only=True)
class StrategyReviewed:
    title: str
    goals: int
    reached: int


@trail.fact("improvement.milestone_reached", "{number} reached a milestone: {title}")
@dataclass(frozen=True, kw_only=True)
class MilestoneReached:
    number: str
    title: str


@trail.fact("improvement.month_reported", "{number} was reported on for {month}")
@dataclass(frozen=True, kw_only=True)
class MonthReported:
    number: str
    month: str
    progress: str


@trail.fact("improvement.month_closed", "{month} was closed for {number}")
@dataclass(frozen=True, kw_only=True)
class MonthClosedFor:
    number: str
    month: str


@trail.fact("improvement.initiative_finished", "{number} was finished: {result}")
@dataclass(frozen=True, kw_only=True)
class InitiativeFinished:
    number: str
    result: str


@trail.fact("improvement.expense_recorded", "An expense of {number} was recorded: {what}")
@dataclass(frozen=True, kw_only=True)
class ExpenseRecorded:
    number: str
    what: str
    amount_fen: int


@trail.fact("improvement.release_prepared", "Release {release} of {number} was prepared")
@dataclass(frozen=True, kw_only=True)
class ReleasePrepared:
    release: str
    number: str


@trail.fact("improvement.release_assessed", "Security and privacy of release {release} were assessed")
@dataclass(frozen=True, kw_only=True)
class ReleaseAssessed:
    release: str


@trail.fact("improvement.release_let_out", "Release {release} was let out")
@dataclass(frozen=True, kw_only=True)
class ReleaseLetOut:
    release: str


@trail.fact("improvement.idea_noted", "Idea {number} was written down: {title}")
@dataclass(frozen=True, kw_only=True)
class IdeaNoted:
    number: str
    title: str


@trail.fact("improvement.idea_moved", "Idea {number} moved on")
@dataclass(frozen=True, kw_only=True)
class IdeaMoved:
    number: str
    state: str

"""What happens with risks and measures, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("governance.risk_registered", "Risk {number} was registered: {event}")
@dataclass(frozen=True, kw_only=True)
class RiskRegistered:
    number: str
    event: str
    area: str
    source: str


@trail.fact("governance.risk_assessed", "Risk {number} was scored: {before} before controls, {after} after")
@dataclass(frozen=True, kw_only=True)
class RiskAssessed:
    number: str
    before: str
    after: str
    level: str
    prompt: str


@trail.fact("governance.strategy_proposed", "How to meet risk {number} was proposed")
@dataclass(frozen=True, kw_only=True)
class StrategyProposed:
    number: str
    kind: str
    level: str


@trail.fact("governance.strategy_decided", "The strategy for risk {number} was decided")
@dataclass(frozen=True, kw_only=True)
class StrategyDecided:
    number: str
    state: str


@trail.fact("governance.measure_planned", "A measure for {number} was planned, due {due}: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasurePlanned:
    number: str
    what: str
    due: str


@trail.fact("governance.measure_finished", "A measure for {number} was carried out: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureFinished:
    number: str
    what: str


@trail.fact("governance.measure_verified", "A measure for {number} was verified: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureVerified:
    number: str
    what: str


@trail.fact("governance.measure_returned", "A measure for {number} was found not to be done: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureReturned:
    number: str
    what: str


@trail.fact("governance.extension_asked", "More time for a measure of {number} was asked for, until {until}")
@dataclass(frozen=True, kw_only=True)
class ExtensionAsked:
    number: str
    until: str


@trail.fact("governance.extension_decided", "More time for a measure of {number} was decided")
@dataclass(frozen=True, kw_only=True)
class ExtensionDecided:
    number: str
    until: str
    state: str


@trail.fact("governance.risk_came_true", "Risk {number} came true as {case}: {what}")
@dataclass(frozen=True, kw_only=True)
class RiskCameTrue:
    number: str
    case: str
    what: str
    indicator: str


@trail.fact("governance.risk_closed", "Risk {number} is no longer there")
@dataclass(frozen=True, kw_only=True)
class RiskClosed:
    number: str


@trail.fact("governance.mandate_proposed", "Version {version} of an audit mandate of {year} was proposed")
@dataclass(frozen=True, kw_only=True)
class MandateProposed:
    kind: str
    year: int
    version: int


@trail.fact("governance.mandate_decided", "Version {version} of an audit mandate of {year} was decided")
@dataclass(frozen=True, kw_only=True)
class MandateDecided:
    kind: str
    year: int
    version: int
    state: str


@trail.fact("governance.audit_opened", "Audit {number} was begun: {title}")
@dataclass(frozen=True, kw_only=True)
class AuditOpened:
    number: str
    title: str
    criteria: list[str]


@trail.fact("governance.sample_drawn", "{rows} rows were drawn for audit {number}, seed {seed}")
@dataclass(frozen=True, kw_only=True)
class SampleDrawn:
    number: str
    population: str
    seed: str
    rows: int


@trail.fact("governance.paper_added", "A working paper was added to audit {number}: {title}")
@dataclass(frozen=True, kw_only=True)
class PaperAdded:
    number: str
    title: str
    sha256: str


@trail.fact("governance.finding_recorded", "Audit {number} found: {what} ({clause})")
@dataclass(frozen=True, kw_only=True)
class FindingRecorded:
    number: str
    clause: str
    what: str
    gravity: str


@trail.fact("governance.action_agreed", "What is done about {number} was agreed, due {due}: {what}")
@dataclass(frozen=True, kw_only=True)
class ActionPlanned:
    number: str
    what: str
    due: str


@trail.fact("governance.fieldwork_ended", "The fieldwork of audit {number} ended")
@dataclass(frozen=True, kw_only=True)
class FieldworkEnded:
    number: str


@trail.fact("governance.report_issued", "Report {report} on audit {number} was issued to {readers} readers")
@dataclass(frozen=True, kw_only=True)
class ReportIssued:
    number: str
    report: str
    sha256: str
    readers: int


@trail.fact("governance.report_read", "Report {report} was read")
@dataclass(frozen=True, kw_only=True)
class ReportRead:
    report: str


@trail.fact("governance.report_answered", "Management answered report {report}")
@dataclass(frozen=True, kw_only=True)
class ReportAnswered:
    report: str

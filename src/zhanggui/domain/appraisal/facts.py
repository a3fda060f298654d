"""What happens with suppliers' assessments and violations, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("appraisal.opened", "{quarter} of {supplier} was counted: {points} points")
@dataclass(frozen=True, kw_only=True)
class AssessmentOpened:
    supplier: str
    quarter: str
    points: int


@trail.fact(
    "appraisal.recounted", "{quarter} of {supplier} was counted again: {points} points, before {before}"
)
@dataclass(frozen=True, kw_only=True)
class AssessmentRecounted:
    supplier: str
    quarter: str
    points: int
    before: int


@trail.fact("appraisal.judged", "{quarter} of {supplier} was judged: {points} points, {grade}, {action}")
@dataclass(frozen=True, kw_only=True)
class AssessmentJudged:
    supplier: str
    quarter: str
    points: int
    grade: str
    action: str
    adjusted: int


@trail.fact("appraisal.judgement_dropped", "The judgement of {quarter} of {supplier} was not approved")
@dataclass(frozen=True, kw_only=True)
class JudgementDropped:
    supplier: str
    quarter: str


@trail.fact("appraisal.shown", "{supplier} was shown {quarter}: {points} points, {grade}")
@dataclass(frozen=True, kw_only=True)
class AssessmentShown:
    supplier: str
    quarter: str
    points: int
    grade: str
    objections_until: str


@trail.fact("appraisal.objected", "{supplier} objected to its assessment of {quarter}")
@dataclass(frozen=True, kw_only=True)
class AssessmentObjected:
    supplier: str
    quarter: str


@trail.fact("appraisal.frozen", "{quarter} of {supplier} was closed: {grade}, {action}")
@dataclass(frozen=True, kw_only=True)
class AssessmentFrozen:
    supplier: str
    quarter: str
    grade: str
    action: str


@trail.fact("appraisal.objection_upheld", "The objection of {supplier} was right: {about}")
@dataclass(frozen=True, kw_only=True)
class ObjectionUpheld:
    supplier: str
    about: str


@trail.fact("appraisal.objection_rejected", "The objection of {supplier} was not right: {about}")
@dataclass(frozen=True, kw_only=True)
class ObjectionRejected:
    supplier: str
    about: str


@trail.fact("appraisal.violation_reported", "A violation of {supplier} was reported as {number}: {kind}")
@dataclass(frozen=True, kw_only=True)
class ViolationReported:
    number: str
    supplier: str
    kind: str
    source: str
    gravity: str
    proofs: int


@trail.fact("appraisal.proof_added", "Something that shows {number} was added to its file")
@dataclass(frozen=True, kw_only=True)
class ProofAdded:
    number: str
    sha256: str


@trail.fact("appraisal.supplier_heard", "{supplier} was told what it is charged with in {number}")
@dataclass(frozen=True, kw_only=True)
class SupplierHeard:
    number: str
    supplier: str
    answer_by: str


@trail.fact("appraisal.hearing_answered", "{supplier} answered what it is charged with in {number}")
@dataclass(frozen=True, kw_only=True)
class HearingAnswered:
    number: str
    supplier: str


@trail.fact("appraisal.ruling_proposed", "A ruling on {number} was proposed: {verdict}")
@dataclass(frozen=True, kw_only=True)
class RulingProposed:
    number: str
    verdict: str
    measures: list[str]
    penalty_fen: int


@trail.fact("appraisal.ruling_dropped", "The ruling on {number} was not approved")
@dataclass(frozen=True, kw_only=True)
class RulingDropped:
    number: str


@trail.fact("appraisal.ruled", "Violation {number} of {supplier} was ruled: {verdict}")
@dataclass(frozen=True, kw_only=True)
class ViolationRuled:
    number: str
    supplier: str
    verdict: str
    measures: list[str]
    affected: bool


@trail.fact("appraisal.appealed", "{supplier} appealed against the ruling on {number}")
@dataclass(frozen=True, kw_only=True)
class RulingAppealed:
    number: str
    supplier: str


@trail.fact("appraisal.finished", "The ruling on {number} became final")
@dataclass(frozen=True, kw_only=True)
class ViolationFinished:
    number: str
    supplier: str
    measures: list[str]


@trail.fact("appraisal.affected_found", "{count} orders affected by {number} were found")
@dataclass(frozen=True, kw_only=True)
class AffectedFound:
    number: str
    count: int


@trail.fact("appraisal.affected_told", "{count} customers affected by {number} were told")
@dataclass(frozen=True, kw_only=True)
class AffectedTold:
    number: str
    count: int


@trail.fact("appraisal.reached_by_phone", "The customer of {order} was told of {number} by telephone")
@dataclass(frozen=True, kw_only=True)
class ReachedByPhone:
    number: str
    order: str

"""What happened in training."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("training.course_published", "Course {code} was published, edition {edition}: {title}")
@dataclass(frozen=True, kw_only=True)
class CoursePublished:
    code: str
    edition: int
    title: str
    post: str
    questions: int


@trail.fact("training.course_attended", "Course {code} was attended")
@dataclass(frozen=True, kw_only=True)
class CourseAttended:
    code: str
    edition: int


@trail.fact("training.exam_taken", "Examination {code}: {score} of 100, {pass_percent} needed")
@dataclass(frozen=True, kw_only=True)
class ExamTaken:
    code: str
    score: int
    pass_percent: int
    certificate: str


@trail.fact("training.certificate_registered", "Certificate {number} of {issuer} was registered")
@dataclass(frozen=True, kw_only=True)
class CertificateRegistered:
    number: str
    issuer: str
    post: str
    valid_to: str


@trail.fact("training.certificate_revoked", "Certificate {number} was revoked")
@dataclass(frozen=True, kw_only=True)
class CertificateRevoked:
    number: str

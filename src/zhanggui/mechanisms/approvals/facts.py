"""What happens in a review, as facts of the trail."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("approvals.submitted", "{title} was submitted for review")
@dataclass(frozen=True, kw_only=True)
class ReviewSubmitted:
    kind: str
    title: str
    digest: str
    steps: list[str]
    due_at: str | None


@trail.fact("approvals.decided", "{title}: step {step} was decided: {verdict}")
@dataclass(frozen=True, kw_only=True)
class StepDecided:
    kind: str
    title: str
    step: str
    verdict: str
    review_state: str
    not_in_order: list[str]


@trail.fact("approvals.withdrawn", "{title} was withdrawn from review")
@dataclass(frozen=True, kw_only=True)
class ReviewWithdrawn:
    kind: str
    title: str


@trail.fact("approvals.expired", "The review of {title} ran out of time at step {step}")
@dataclass(frozen=True, kw_only=True)
class ReviewExpired:
    kind: str
    title: str
    step: str
    due_at: str

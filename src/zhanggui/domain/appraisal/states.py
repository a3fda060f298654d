"""The lives of assessments, violations and objections, as tables; and the words they are told in."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class Term(StrEnum):
    """Which time of a supplier is assessed."""

    QUARTER = "quarter"
    TRIAL = "trial"
    """The first three weeks of a new supplier."""


class AssessmentState(StrEnum):
    """Where the assessment of a supplier's quarter stands (B-3.3.2)."""

    OPENED = "opened"
    """Counted and scored; nobody has judged it yet, or it is to be judged again."""
    JUDGED = "judged"
    """A reviewer has said what follows; somebody else has not approved it yet."""
    SHOWN = "shown"
    """The supplier sees it, and may object."""
    OBJECTED = "objected"
    FROZEN = "frozen"
    """Nothing about it changes any more, and what it leads to was carried out."""


ASSESSMENT = Lifecycle(
    initial=AssessmentState.OPENED,
    table={
        (AssessmentState.OPENED, "count"): AssessmentState.OPENED,
        (AssessmentState.OPENED, "judge"): AssessmentState.JUDGED,
        (AssessmentState.JUDGED, "drop"): AssessmentState.OPENED,
        (AssessmentState.JUDGED, "show"): AssessmentState.SHOWN,
        (AssessmentState.SHOWN, "object"): AssessmentState.OBJECTED,
        (AssessmentState.OBJECTED, "uphold"): AssessmentState.OPENED,
        (AssessmentState.OBJECTED, "stand"): AssessmentState.SHOWN,
        (AssessmentState.SHOWN, "freeze"): AssessmentState.FROZEN,
    },
)


class Grade(StrEnum):
    """What a quarter came to (B-3.3.3)."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"


class Action(StrEnum):
    """What follows from a grade."""

    SUPPORT = "support"
    """A lower commission is proposed, and the supplier is marked as excellent."""
    GO_ON = "go_on"
    IMPROVE = "improve"
    """A plan with a day by which things are put right."""
    END = "end"
    """The cooperation ends."""


FITTING = {
    Grade.EXCELLENT: (Action.SUPPORT, Action.GO_ON),
    Grade.QUALIFIED: (Action.GO_ON,),
    Grade.UNQUALIFIED: (Action.IMPROVE, Action.END),
}
"""What may follow from which grade: an unqualified supplier never just goes on (B-3.3.3)."""


class ViolationState(StrEnum):
    """Where the violation of a supplier stands (B-3.4.2)."""

    REPORTED = "reported"
    HEARING = "hearing"
    """The supplier was told what it is charged with, and may answer."""
    PROPOSED = "proposed"
    """Somebody proposed a ruling; somebody else has not approved it yet."""
    DECIDED = "decided"
    """Ruled; what must wait for the time of appeal waits."""
    APPEALED = "appealed"
    FINAL = "final"
    """The time of appeal is over, and every measure was taken."""
    LIFTED = "lifted"
    """The appeal was right: the measures were taken back."""
    DISMISSED = "dismissed"
    """Nothing was proven."""


VIOLATION = Lifecycle(
    initial=ViolationState.REPORTED,
    table={
        (ViolationState.REPORTED, "add"): ViolationState.REPORTED,
        (ViolationState.REPORTED, "hear"): ViolationState.HEARING,
        (ViolationState.HEARING, "add"): ViolationState.HEARING,
        (ViolationState.HEARING, "answer"): ViolationState.HEARING,
        (ViolationState.HEARING, "propose"): ViolationState.PROPOSED,
        (ViolationState.PROPOSED, "drop"): ViolationState.HEARING,
        (ViolationState.PROPOSED, "decide"): ViolationState.DECIDED,
        (ViolationState.PROPOSED, "dismiss"): ViolationState.DISMISSED,
        (ViolationState.DECIDED, "appeal"): ViolationState.APPEALED,
        (ViolationState.APPEALED, "uphold"): ViolationState.LIFTED,
        (ViolationState.APPEALED, "stand"): ViolationState.DECIDED,
        (ViolationState.DECIDED, "finish"): ViolationState.FINAL,
    },
)

RULED = (ViolationState.DECIDED, ViolationState.APPEALED, ViolationState.FINAL)
"""A violation was found, and that still stands."""


class ViolationKind(StrEnum):
    """What counts as a violation (B-3.4.1)."""

    FALSE_CERTIFICATE = "false_certificate"
    COUNTERFEIT = "counterfeit"
    """Counterfeit or shoddy goods."""
    BREACH = "breach_of_agreement"
    UNLAWFUL = "unlawful_act"
    """Another grave breach of the law."""


class Source(StrEnum):
    """Who brought it up."""

    CHECK = "house_check"
    COMPLAINT = "complaint"
    REGULATOR = "regulator"
    MEDIA = "media"
    PROGRAM = "program"
    """A rule of the house's own program: a failed test, a paper that was not genuine."""


class Gravity(StrEnum):
    """How grave a violation is."""

    MINOR = "minor"
    MAJOR = "major"


class Verdict(StrEnum):
    """What a ruling finds."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"


class MeasureKind(StrEnum):
    """What may be done about a proven violation (B-3.4.2)."""

    WARNING = "warning"
    PENALTY = "penalty"
    """A contractual penalty, from the deposit or the next settlement. Only authorities fine."""
    GOODS_OFF = "goods_off_sale"
    SUSPENSION = "supplier_suspended"
    END = "cooperation_ended"
    REFERRAL = "referred_to_authority"


AFTER_APPEAL = frozenset({MeasureKind.PENALTY, MeasureKind.END})
"""What cannot be given back waits until the time of appeal is over; until then the supplier is stopped."""


class Told(StrEnum):
    """How a customer concerned learned of a violation."""

    NOTICE = "notice"
    PHONE = "phone"

"""What improvement refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class NoSuchSource(Refusal):
    """There is no such source of figures: {source}"""

    code = "no-such-source"
    status = 422


class MetricKnown(Refusal):
    """This figure, or this code, is in the catalogue already."""

    code = "metric-known"


class LimitsCrossed(Refusal):
    """The lower limit lies above the upper one."""

    code = "limits-crossed"
    status = 422


class MetricGone(Refusal):
    """This metric is no longer kept."""

    code = "metric-gone"


class PeriodTooShort(Refusal):
    """Equal periods have from 1 to {most} days."""

    code = "period-too-short"
    status = 422


class DaysNotOver(Refusal):
    """These days are not over yet, or are in the wrong order."""

    code = "days-not-over"
    status = 422


class NothingToAnalyse(Refusal):
    """There is not a single reading in these days."""

    code = "nothing-to-analyse"


class ResultAnalysed(Refusal):
    """This result was analysed already."""

    code = "result-analysed"


class ActionsNotVerified(Refusal):
    """Its actions are not all done and verified by somebody else yet."""

    code = "actions-not-verified"


class EffectNotThere(Refusal):
    """Its effect is known after {day}: the days after the change are as many as those before it."""

    code = "effect-not-there"


class NothingMeasured(Refusal):
    """Before or after the change nothing was measured, so there is nothing to compare."""

    code = "nothing-measured"


class SomebodyElseDecides(Refusal):
    """Whether it stays is decided by somebody who neither proposed nor carried it out."""

    code = "somebody-else-decides"
    status = 403


class NotYourImprovement(Refusal):
    """Actions are planned by the owner of the improvement, or by whoever opened it."""

    code = "not-your-improvement"
    status = 403

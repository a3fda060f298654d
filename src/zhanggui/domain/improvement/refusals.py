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


class YearsCrossed(Refusal):
    """The years are in the wrong order, or lie outside the plan."""

    code = "years-crossed"
    status = 422


class NoStrategy(Refusal):
    """There is no approved strategy that {year} could follow."""

    code = "no-strategy"


class WrongKindOfPlan(Refusal):
    """Goals belong to a strategy, initiatives to the plan of a year."""

    code = "wrong-kind-of-plan"
    status = 422


class GoalKnown(Refusal):
    """This metric has a target for that year already."""

    code = "goal-known"


class NotOfThisPlan(Refusal):
    """Choose a goal of its strategy, and what it waits for from the same plan."""

    code = "not-of-this-plan"
    status = 422


class MilestonesMissing(Refusal):
    """Name the milestones with days in {year}, one a line: title | day."""

    code = "milestones-missing"
    status = 422


class PlanEmpty(Refusal):
    """There is nothing in it yet."""

    code = "plan-empty"


class GoalsUnserved(Refusal):
    """No initiative serves these goals: {goals}"""

    code = "goals-unserved"


class NotItsInitiator(Refusal):
    """Only {owner}, whose initiative it is, can say that."""

    code = "not-its-initiator"
    status = 403


class MilestonePassed(Refusal):
    """This milestone was reached already."""

    code = "milestone-passed"


class MilestonesOpen(Refusal):
    """{count} milestones are not reached yet."""

    code = "milestones-open"


class MonthNotCome(Refusal):
    """Report a month of the plan's year that has begun."""

    code = "month-not-come"
    status = 422


class DeviationUnexplained(Refusal):
    """Say what is not as planned, and why."""

    code = "deviation-unexplained"
    status = 422


class DeviationUndecided(Refusal):
    """Say what is done about the deviation."""

    code = "deviation-undecided"
    status = 422


class MonthClosed(Refusal):
    """This month is closed: nobody changes it any more."""

    code = "month-closed"


class NoAmount(Refusal):
    """An expense has an amount, and a day that has come."""

    code = "no-amount"
    status = 422


class NotResearch(Refusal):
    """Releases belong to projects of research."""

    code = "not-research"
    status = 422


class ReleaseKnown(Refusal):
    """There is a release of this name already."""

    code = "release-known"


class NotAssessed(Refusal):
    """It is let out after its security and privacy were assessed by somebody else."""

    code = "not-assessed"


class NoStopRule(Refusal):
    """An experiment has a last day to come, and a value at which it is stopped."""

    code = "no-stop-rule"
    status = 422


class TooEarlyToLook(Refusal):
    """Its effect is looked at from {day} on."""

    code = "too-early-to-look"

"""A problem is shown by a metric; what is done is measured before and after, and decided by others."""

from datetime import timedelta

import pytest

from tests.domain.improvement.conftest import DAY, carried_out, opened, planned, read, today
from tests.vocabulary import nothing_changes
from zhanggui.domain.care.models import Survey
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.refusals import DueInThePast, NoSuchOwner, SayMore
from zhanggui.domain.improvement import refusals
from zhanggui.domain.improvement.models import Metric, Reading
from zhanggui.domain.improvement.operations.adopt_catalogue import adopt_catalogue
from zhanggui.domain.improvement.operations.analyse import AnalysisWish, analyse
from zhanggui.domain.improvement.operations.decide_improvement import decide_improvement
from zhanggui.domain.improvement.operations.define_metric import MetricWish, define_metric
from zhanggui.domain.improvement.operations.plan_action import plan_action
from zhanggui.domain.improvement.operations.retire_metric import retire_metric
from zhanggui.domain.improvement.operations.set_limits import Limits, set_limits
from zhanggui.domain.improvement.operations.take_readings import REACH, take_readings
from zhanggui.domain.improvement.rules import Span
from zhanggui.domain.improvement.states import (
    AnalysisKind,
    ImprovementState,
    MetricArea,
)
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.controls.counts import all_counts, count_day

pytestmark = pytest.mark.django_db


def decided(improvement, by, at, verb="keep"):
    return decide_improvement(improvement_id=improvement.pk, verb=verb, reason="有效", by=by, at=at)


def test_the_catalogue_covers_every_area_and_is_adopted_once(people, catalogue, noon):
    assert {metric.area for metric in catalogue.values()} == {area.value for area in MetricArea}
    assert catalogue["stock-differences"].owner_id == people.keeper.account_id, "who holds the post"
    assert adopt_catalogue(by=people.executive, at=noon) == []


def test_a_day_is_counted_once_when_it_is_over_and_missed_nights_are_made_up_for(people, catalogue, noon):
    for score, days in ((5, 1), (4, 1), (2, 3)):
        Survey.objects.create(
            subject_type="care.complaint", subject_id=people.keeper.account_id if days == 3 else _id(score),
            title="投诉", customer_id=people.keeper.account_id, asked_at=noon - 5 * DAY,
            answered_at=noon - days * DAY, method="online", service_score=score,
        )  # fmt: skip
    assert take_readings(by=SYSTEM, at=noon) == len(all_counts()) * REACH.days + len(all_counts())
    metric = catalogue["survey-service"]
    kept = {one.day: (one.amount, one.out_of) for one in metric.readings.exclude(out_of=0)}
    assert kept == {today(noon) - DAY: (9, 2), today(noon) - 3 * DAY: (2, 1)}

    with nothing_changes():
        assert take_readings(by=SYSTEM, at=noon + timedelta(hours=3)) == 0
    assert take_readings(by=SYSTEM, at=noon + 2 * DAY) == len(all_counts()) * 2


def _id(number):
    return f"00000000-0000-7000-8000-00000000000{number}"


def test_nothing_that_is_counted_fails_on_a_day_without_anything(noon):
    assert {count_day(one.code, today(noon))[0] for one in all_counts()} == {0}


def test_the_effect_is_measured_over_equal_periods_and_decided_by_somebody_else(people, catalogue, noon):
    metric = catalogue["complaints-answered"]
    improvement = opened(people, metric, noon - 10 * DAY)
    carried_out(improvement, people, noon - 6 * DAY)
    read(metric, noon, [(1, 2)] * 5 + [(0, 100)] + [(3, 3), (0, 0), (1, 1), (1, 1), (4, 5)])

    done = decided(improvement, people.executive, noon)

    assert done.state == ImprovementState.KEPT
    assert (done.effect["before"], done.effect["after"]) == (50.0, 90.0), "weighted; the day of change is out"
    assert (done.effect["before_days"], done.effect["after_days"]) == (5, 4)
    assert done.effect["target_reached"]
    with pytest.raises(WrongState), nothing_changes():
        decided(improvement, people.executive, noon, "drop")


REFUSED = {
    "before anything was done": (lambda p: p.executive, lambda i, p, at: None, WrongState),
    "before it was verified": (
        lambda p: p.executive, lambda i, p, at: planned(i, p, at), refusals.ActionsNotVerified,
    ),
    "before as many days went by": (
        lambda p: p.executive, lambda i, p, at: carried_out(i, p, at + 4 * DAY), refusals.EffectNotThere,
    ),
    "where nothing was counted": (
        lambda p: p.executive, lambda i, p, at: carried_out(i, p, at), refusals.NothingMeasured,
    ),
    "by whoever opened it": (
        lambda p: p.risk, lambda i, p, at: carried_out(i, p, at), refusals.SomebodyElseDecides,
    ),
    "by whoever may not decide": (
        lambda p: p.keeper, lambda i, p, at: carried_out(i, p, at), NotAllowed,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("who", "before", "refusal"), REFUSED.values(), ids=REFUSED)
def test_nothing_is_decided(who, before, refusal, people, catalogue, noon):
    improvement = opened(people, catalogue["complaints-answered"], noon - 10 * DAY)
    before(improvement, people, noon - 6 * DAY)
    with pytest.raises(refusal), nothing_changes():
        decided(improvement, who(people), noon)


def test_what_is_missing_or_not_ones_own_is_refused(people, catalogue, noon):
    metric = catalogue["complaints-answered"]
    improvement = opened(people, metric, noon)
    for changes, refusal in (
        ({"problem": " "}, SayMore),
        ({"owner_id": SYSTEM.account_id}, NoSuchOwner),
        ({"period_days": 0}, refusals.PeriodTooShort),
    ):
        with pytest.raises(refusal), nothing_changes():
            opened(people, metric, noon, **changes)
    wish = ImprovingWish(what="增设晚班", owner_id=people.keeper.account_id, due_on=today(noon))
    with pytest.raises(refusals.NotYourImprovement), nothing_changes():
        plan_action(improvement_id=improvement.pk, wish=wish, by=people.officer, at=noon)
    with pytest.raises(DueInThePast), nothing_changes():
        plan_action(improvement_id=improvement.pk, wish=wish, by=people.keeper, at=noon + DAY)


def wished(people, **changes) -> MetricWish:
    wish = {
        "code": "loading-late",
        "title": "未签交接单",
        "definition": "近30日未签的交接单",
        "area": MetricArea.DELIVERY,
        "source": "packing.hand_overs_signed",
        "figure": "not signed",
        "limits": Limits(owner_id=people.keeper.account_id, upper=0),
    }
    return MetricWish(**wish | changes)


def test_any_figure_of_a_control_becomes_a_metric_and_a_known_one_is_refused(people, catalogue, noon):
    metric = define_metric(wish=wished(people), by=people.executive, at=noon)
    limits = Limits(owner_id=people.risk.account_id, lower=1, upper=3)
    set_limits(metric_id=metric.pk, limits=limits, reason="试行", by=people.executive, at=noon)
    assert Metric.objects.get(pk=metric.pk).upper_limit == 3
    for changes, refusal in (
        ({"code": "x"}, refusals.MetricKnown),
        ({"source": "no.such", "figure": ""}, refusals.NoSuchSource),
        ({"source": "orders.placed"}, refusals.NoSuchSource),
        ({"title": ""}, SayMore),
    ):
        with pytest.raises(refusal), nothing_changes():
            define_metric(wish=wished(people, **changes), by=people.executive, at=noon)
    crossed = Limits(owner_id=people.risk.account_id, lower=4, upper=3)
    with pytest.raises(refusals.LimitsCrossed), nothing_changes():
        set_limits(metric_id=metric.pk, limits=crossed, reason="试行", by=people.executive, at=noon)
    retire_metric(metric_id=metric.pk, reason="合并", by=people.executive, at=noon)
    with pytest.raises(refusals.MetricGone), nothing_changes():
        opened(people, metric, noon)


def test_an_analysis_keeps_its_figures_and_refuses_days_that_are_not_over(people, catalogue, noon):
    metric = catalogue["orders-placed"]
    read(metric, noon, [(2, 1), (4, 1), (6, 1), (8, 1)])
    first, last = today(noon) - 4 * DAY, today(noon) - DAY

    def made(kind, **wish):
        wish = AnalysisWish(kind=kind, title="下单", conclusion="上升", metric_id=metric.pk, **wish)
        return analyse(wish=wish, by=people.keeper, at=noon)

    trend = made(AnalysisKind.TREND, span=Span(first, last))
    assert (trend.figures["value"], trend.figures["rise_each_day"]) == (5.0, 2.0)
    chart = made(AnalysisKind.CHART, span=Span(first, last)).figures
    assert (chart["centre"], chart["lower"], chart["upper"], chart["beyond"]) == (5.0, -0.32, 10.32, [])
    halves = made(AnalysisKind.COMPARISON, span=Span(first, first + DAY), second=Span(first + 2 * DAY, last))
    assert halves.figures == {"first": 3.0, "second": 7.0, "difference": 4.0}
    for kind, span, refusal in (
        (AnalysisKind.TREND, Span(first, today(noon)), refusals.DaysNotOver),
        (AnalysisKind.TREND, Span(first - 900 * DAY, last), refusals.PeriodTooShort),
        (AnalysisKind.TREND, Span(first - 9 * DAY, first - DAY), refusals.NothingToAnalyse),
        (AnalysisKind.PARETO, Span(first, last), refusals.NothingToAnalyse),
    ):
        with pytest.raises(refusal), nothing_changes():
            made(kind, span=span)
    assert Reading.objects.count() == 4

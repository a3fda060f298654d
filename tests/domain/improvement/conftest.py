"""A house that measures itself: its catalogue, with readings that tests write as they need them."""

from datetime import date, timedelta

import pytest

from tests.domain.governance.conftest import DAY, People, people
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.improvement.models import Metric, Reading
from zhanggui.domain.improvement.operations.adopt_catalogue import adopt_catalogue
from zhanggui.domain.improvement.operations.open_improvement import ImprovementWish, open_improvement
from zhanggui.domain.improvement.operations.plan_action import plan_action
from zhanggui.domain.improvement.rules import KEPT_IN_VIEW
from zhanggui.domain.improvement.states import ImprovementSource
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls.models import Snapshot

__all__ = ["people"]


def today(at) -> date:
    return at.astimezone(SHANGHAI).date()


def read(metric: Metric, at, values) -> None:
    """The last days up to yesterday: ``(amount, out_of)`` each, the latest last."""
    first = today(at) - len(values) * DAY
    Reading.objects.bulk_create(
        Reading(metric=metric, day=first + n * DAY, amount=amount, out_of=out_of, taken_at=at)
        for n, (amount, out_of) in enumerate(values)
    )


def answered(at, days: int = KEPT_IN_VIEW) -> None:
    """Standings of the controls that metrics rest on, as they were kept on these days."""
    lines = Metric.objects.exclude(figure="").values_list("source", "figure")
    Snapshot.objects.bulk_create(
        Snapshot(
            taken_on=today(at) - n * DAY, taken_at=at, control=source, status="kept", figures={figure: 0},
            records=0, elapsed_ms=1,
        )
        for source, figure in lines for n in range(days)
    )  # fmt: skip


@pytest.fixture
def catalogue(people: People, noon) -> dict[str, Metric]:
    adopt_catalogue(by=people.executive, at=noon - 60 * DAY)
    return {metric.code: metric for metric in Metric.objects.all()}


def opened(people: People, metric: Metric, at, **changes):
    wish = {
        "problem": "投诉答复太慢",
        "came_from": ImprovementSource.COMPLAINTS,
        "metric_id": metric.pk,
        "target": 90.0,
        "period_days": 5,
        "owner_id": people.keeper.account_id,
    }
    return open_improvement(wish=ImprovementWish(**wish | changes), by=people.risk, at=at)


def planned(improvement, people: People, at):
    wish = ImprovingWish(what="增设晚班", owner_id=people.keeper.account_id, due_on=today(at) + 10 * DAY)
    return plan_action(improvement_id=improvement.pk, wish=wish, by=people.keeper, at=at)


def carried_out(improvement, people: People, at):
    """One action, done and verified on this day."""
    measure = planned(improvement, people, at)
    finish_measure(measure_id=measure.pk, evidence="排班表", by=people.keeper, at=at)
    later = at + timedelta(hours=1)
    return verify_measure(measure_id=measure.pk, verdict="已到岗", by=people.officer, at=later)

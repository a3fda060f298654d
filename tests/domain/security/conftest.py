"""A house with a security officer, its plan of the year, and one incident told to its end."""

from datetime import date, timedelta

import pytest

from tests.domain.governance.conftest import People, decide, people
from tests.people import somebody
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.security.models import Incident
from zhanggui.domain.security.operations.assess_incident import Assessing, assess_incident
from zhanggui.domain.security.operations.begin_response import begin_response
from zhanggui.domain.security.operations.carry_out_activity import Doing, carry_out_activity
from zhanggui.domain.security.operations.finish_task import finish_task
from zhanggui.domain.security.operations.investigate_incident import investigate_incident
from zhanggui.domain.security.operations.note_weakness import WeaknessWish, note_weakness
from zhanggui.domain.security.operations.plan_activity import ActivityWish, plan_activity
from zhanggui.domain.security.operations.plan_mending import plan_mending
from zhanggui.domain.security.operations.report_incident import Sighting, report_incident
from zhanggui.domain.security.operations.report_outside import Telling, report_outside
from zhanggui.domain.security.operations.summarise_incident import summarise_incident
from zhanggui.domain.security.rules import Harm
from zhanggui.domain.security.states import ActivityKind, Addressee, PlanTask, Severity, Subtype
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role

__all__ = ["people"]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MILLION = 1_000_000


@pytest.fixture
def officer(people) -> Actor:
    return somebody("安全", Role.SECURITY_OFFICER)


def reported(by: Actor, at, subtype=Subtype.INSIDE_LEAK) -> Incident:
    sighting = Sighting(what="顾客表误发", subtype=subtype, discovered_at=at - HOUR)
    return report_incident(sighting=sighting, by=by, at=at)


def assessed(incident, by: Actor, at, persons=MILLION, **changes) -> Incident:
    wish = {"subtype": Subtype(incident.subtype), "harm": Harm(persons=persons), "scope": "会员库"}
    return assess_incident(incident_id=incident.pk, found=Assessing(**wish | changes), by=by, at=at)


def told(incident, by: Actor, at, addressee=Addressee.AUTHORITY):
    telling = Telling(addressee=addressee, receipt="2026-1", text="经过与措施", told_at=at)
    return report_outside(incident_id=incident.pk, telling=telling, by=by, at=at)


def investigated(incident, by: Actor, at) -> Incident:
    """Responded to, every task done, cause and answerability known."""
    begin_response(incident_id=incident.pk, first_steps="止漏", by=by, at=at)
    for one in incident.tasks.all():
        finish_task(incident_id=incident.pk, task=PlanTask(one.task), evidence="记录", by=by, at=at)
    return investigate_incident(incident_id=incident.pk, cause="无复核", answerable="当班人员", by=by, at=at)


def mending(by: Actor, at, **source):
    """A weakness with a measure that is due."""
    wish = WeaknessWish(what="发送无复核", severity=Severity.HIGH, **source)
    weakness = note_weakness(wish=wish, by=by, at=at)
    action = ImprovingWish(what="系统下发", owner_id=by.account_id, due_on=weakness.mend_by)
    return plan_mending(weakness_id=weakness.pk, wish=action, by=by, at=at)


def mended(measure, people: People, by: Actor, at) -> None:
    finish_measure(measure_id=measure.pk, evidence="变更单", by=by, at=at)
    verify_measure(measure_id=measure.pk, verdict="复测通过", by=people.officer, at=at)


def summarised(people: People, by: Actor, at) -> Incident:
    """A leak of a million persons, all the way to its summary; nobody outside was told yet."""
    incident = assessed(reported(people.keeper, at), by, at)
    investigated(incident, by, at)
    mended(mending(by, at, incident_id=incident.pk), people, by, at)
    return summarise_incident(incident_id=incident.pk, lessons="先复核后发送", by=by, at=at)


def planned(kind: ActivityKind, people: People, by: Actor, at, due: date | None = None):
    wish = ActivityWish(
        kind=kind, title="计划", scope="全部", due_on=due or at.date(), owner_id=by.account_id
    )
    activity = plan_activity(wish=wish, by=by, at=at)
    decide(activity.pk, "approve", people.executive, at)
    activity.refresh_from_db()
    return activity


def done(activity, by: Actor, at, **changes):
    wish = {
        "done_on": at.date(),
        "channel": "官网",
        "audience": "顾客",
        "reach": 9,
        "outcome": "完成",
        "link": "档案/1",
    }
    return carry_out_activity(activity_id=activity.pk, done=Doing(**wish | changes), by=by, at=at)

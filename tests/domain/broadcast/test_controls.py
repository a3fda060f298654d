"""Each control of the programme is green over an orderly evening, and red when its clause is broken."""

from datetime import timedelta

import pytest

from tests.domain.broadcast.conftest import HOUR
from tests.vocabulary import behind_the_back
from zhanggui.domain.broadcast import controls
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def aired(studio):
    goods = studio.ready()
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    end_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins + HOUR)
    return goods


@pytest.mark.parametrize(
    ("control", "broken", "status"),
    [
        pytest.param(
            controls.aired_on_time,
            "UPDATE broadcast_slot SET started_at = started_at + interval '20 minutes'",
            Status.AT_RISK,
            id="late on air",
        ),
        pytest.param(
            controls.aired_by_the_rules,
            "UPDATE broadcast_channel SET channel_class = 'news'",
            Status.BROKEN,
            id="shopping on a news channel",
        ),
        pytest.param(
            controls.aired_reviewed,
            "UPDATE broadcast_slot SET approved_plan_id = NULL",
            Status.BROKEN,
            id="nobody reviewed it",
        ),
        pytest.param(
            controls.quotas_returned,
            "UPDATE broadcast_slotgoods SET leftover_returned_at = NULL; "
            "UPDATE ledger_balance b SET debits_posted = credits_posted + 5 FROM ledger_account a"
            " WHERE a.id = b.account_id AND a.kind = 'broadcast.quota'",
            Status.BROKEN,
            id="pieces left lying",
        ),
    ],
)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, aired, studio):
    later = studio.begins + 2 * DAY
    assert control(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    evidence = control(later)
    assert evidence.status == status
    assert evidence.records.count == 1


def test_a_red_gate_before_air_is_a_risk(studio):
    studio.ready()
    assert controls.gates_green(studio.noon).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE broadcast_slot SET gate_failed = '{stock}'")
    evidence = controls.gates_green(studio.noon)
    assert (evidence.status, evidence.records.count) == (Status.AT_RISK, 1)


@pytest.mark.parametrize(
    "control",
    [controls.aired_on_time, controls.aired_by_the_rules, controls.aired_reviewed, controls.quotas_returned],
)
def test_without_a_slot_nothing_is_proven(control, noon):
    assert control(noon).status == Status.NO_DATA

"""Who subscribes to a fact is given a job in the transaction that told it, or none."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.schema.pipeline import pipelined


@trail.fact("tests.bell_rung", "The bell was rung {times} times")
@dataclass(frozen=True, kw_only=True)
class BellRung:
    times: int


@app.task(name="tests.listen", queue="ears")
def listen(fact_id: str) -> None:
    heard.append(trail.told_fact(UUID(fact_id)).sentence)


heard: list[str] = []
trail.subscribe(BellRung, listen)


def ring(noon) -> UUID:
    return trail.record(BellRung(times=3), on=trail.Subject("tests.bell", new_id()), by=SYSTEM, at=noon)


def jobs_for(fact_id: UUID):
    return ProcrastinateJob.objects.filter(task_name="tests.listen", args__fact_id=str(fact_id))


@pytest.mark.django_db
def test_a_subscriber_is_given_the_fact(noon):
    fact_id = ring(noon)

    job = jobs_for(fact_id).get()
    listen(**job.args)

    assert (job.args, job.queue_name, job.status) == ({"fact_id": str(fact_id)}, "ears", "todo")
    assert heard[-1] == "The bell was rung 3 times"


@pytest.mark.django_db
def test_what_is_undone_is_told_to_nobody(noon):
    with transaction.atomic():
        fact_id = ring(noon)
        transaction.set_rollback(True)

    assert not jobs_for(fact_id).exists()


@pytest.mark.django_db
def test_telling_and_deferring_ride_in_a_pipeline(noon):
    with pipelined():
        fact_id = ring(noon)

    assert jobs_for(fact_id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_the_job(noon):
    heard.clear()
    ring(noon)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone()[0] >= 1
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(queues=["ears"], wait=False, listen_notify=False)

    assert "The bell was rung 3 times" in heard

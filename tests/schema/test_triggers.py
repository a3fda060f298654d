"""What the database refuses by itself, and the months it keeps apart."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.facts import Verified
from zhanggui.mechanisms.trail.models import Fact
from zhanggui.schema.partitions import make_partitions, monthly_tables, months

pytestmark = pytest.mark.django_db


def partitions(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [table]
        )
        return {name for (name,) in cursor.fetchall()}


def test_months_go_on_over_the_turn_of_the_year():
    assert [f"{month:%Y-%m}" for month in months(datetime(2026, 11, 24, tzinfo=UTC).date(), 3)] == [
        "2026-11",
        "2026-12",
        "2027-01",
    ]


def test_partitions_are_made_ahead_and_only_once():
    far = datetime(2040, 1, 1, 12, tzinfo=UTC)

    assert make_partitions(far) == 4 * len(monthly_tables())
    assert make_partitions(far) == 0
    assert "trail_fact_204004" in partitions("trail_fact")


def test_facts_without_a_month_of_their_own_are_moved_when_it_is_made(noon):
    fact_id = trail.record(
        Verified(findings=0, named_findings=[]), on=trail.Subject("tests.thing", new_id()), by=SYSTEM, at=noon
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE trail_fact SET recorded_at = '2041-05-05' WHERE id = %s", [fact_id])
        cursor.execute("SET session_replication_role = DEFAULT")
        assert holder(fact_id) == "trail_fact_other"
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    make_partitions(datetime(2041, 5, 1, tzinfo=UTC))

    assert holder(fact_id) == "trail_fact_204105"
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Fact.objects.filter(pk=fact_id).delete()


def holder(fact_id) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM trail_fact WHERE id = %s", [fact_id])
        return str(cursor.fetchone()[0])

"""What the database refuses by itself, and the months it keeps apart."""

from datetime import UTC, datetime

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.facts import Verified
from zhanggui.mechanisms.trail.models import Fact
from zhanggui.schema.partitions import make_partitions, monthly_tables, months
from zhanggui.schema.triggers import frozen_once

pytestmark = pytest.mark.django_db


def partitions(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [table]
        )
        return {name for (name,) in cursor.fetchall()}


class TestFrozenOnce:
    """A row that met its condition stays, but for the columns that may still change."""

    @pytest.fixture
    def note(self) -> None:
        trigger = frozen_once("signed", pgtrigger.Q(old__enabled=True), except_columns=["last_run_at"])
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE tests_note (id int, enabled bool, text text, last_run_at int)")
            arguments = trigger.render_execute(trigger)  # type: ignore[arg-type]
            cursor.execute(
                f"""CREATE TRIGGER signed BEFORE UPDATE OR DELETE ON tests_note
                FOR EACH ROW WHEN (OLD.enabled) EXECUTE FUNCTION {arguments}"""
            )
            cursor.execute("INSERT INTO tests_note VALUES (1, false, 'draft', 0)")

    def run(self, statement: str) -> None:
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute(statement)

    def test_it_changes_until_then_and_never_after(self, note):
        self.run("UPDATE tests_note SET text = 'final', enabled = true")

        for refused in ("UPDATE tests_note SET text = 'other'", "DELETE FROM tests_note"):
            with pytest.raises(DatabaseError, match="stays"):
                self.run(refused)

    def test_the_named_columns_may_still_change(self, note):
        self.run("UPDATE tests_note SET enabled = true")
        self.run("UPDATE tests_note SET last_run_at = 7")

        with pytest.raises(DatabaseError, match="stays"):
            self.run("UPDATE tests_note SET last_run_at = 8, text = 'other'")


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

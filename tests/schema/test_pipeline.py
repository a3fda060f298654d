"""Statements sent together: one wait, and what goes wrong is said as a refusal."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from psycopg import Cursor
from psycopg.pq import PipelineStatus

from zhanggui.identity.models import Organisation
from zhanggui.kernel.refusal import Refusal
from zhanggui.schema.pipeline import pipelined, pipelined_commit, say
from zhanggui.schema.prepared import fetch
from zhanggui.schema.violations import refuse_as, refusing


class NameTaken(Refusal):
    """This name is taken."""


class TooShort(Refusal):
    """It is {missing} short."""


refuse_as("schema_test_name_once", NameTaken)
refuse_as("ZT001", TooShort)


@pytest.fixture
def table(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE schema_test (name text CONSTRAINT schema_test_name_once UNIQUE)")
        yield
        cursor.execute("DROP TABLE schema_test")


def insert(*names: str) -> None:
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute("INSERT INTO schema_test VALUES (%s)", [name])


def names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM schema_test ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def test_everything_sent_together_is_written(table, noon):
    with transaction.atomic(), pipelined():
        insert("a")
        Organisation.objects.create(kind="supplier", name="ORM", created_at=noon)
        insert("b")

    assert names() == ["a", "b"]
    assert Organisation.objects.filter(name="ORM").count() == 1


def test_a_violation_comes_out_at_the_end_as_its_refusal_and_nothing_is_left(table):
    with pytest.raises(NameTaken), transaction.atomic(), pipelined():
        insert("a", "a", "c")

    assert names() == []


def test_the_connection_works_on_after_a_refusal(table):
    with pytest.raises(NameTaken), transaction.atomic(), pipelined():
        insert("a", "a")

    with transaction.atomic(), pipelined():
        insert("z")
    assert names() == ["z"]


def test_a_nested_block_waits_with_the_outer_one(table):
    with transaction.atomic(), pipelined():
        insert("a")
        with pipelined():
            insert("b")
        insert("c")

    assert names() == ["a", "b", "c"]


def test_a_refused_savepoint_leaves_the_rest(table):
    with transaction.atomic():
        insert("a")
        with pytest.raises(NameTaken), transaction.atomic(), pipelined():
            insert("a")
        insert("b")

    assert names() == ["a", "b"]


def test_outside_a_transaction_is_a_mistake_of_the_programmer(table):
    with pytest.raises(TransactionManagementError), pipelined():
        pass


def test_the_commit_can_ride_along(table):
    with transaction.atomic():
        with pipelined_commit():
            insert("a")
        assert connection.connection.info.transaction_status.name == "IDLE"

    assert names() == ["a"]


def test_a_refusal_keeps_the_commit_from_happening(table):
    with pytest.raises(NameTaken), transaction.atomic(), pipelined_commit():
        insert("a", "a")

    assert names() == []


def test_a_commit_inside_another_transaction_waits_for_it(table):
    with transaction.atomic():
        with transaction.atomic(), pipelined_commit():
            insert("a")
        transaction.set_rollback(True)

    assert names() == []


def test_a_commit_inside_another_pipeline_waits_for_its_end(table):
    with transaction.atomic(), pipelined():
        with pipelined_commit():
            insert("a")
        insert("b")

    assert names() == ["a", "b"]
    with pytest.raises(NameTaken), transaction.atomic(), pipelined():
        insert_in_two_steps("c", "a")
    assert names() == ["a", "b"]


def insert_in_two_steps(first: str, second: str) -> None:
    with pipelined_commit():
        insert(first)
    insert(second)


def test_a_code_raised_by_a_function_carries_its_details(db):
    with pytest.raises(TooShort) as refused, refusing(), connection.cursor() as cursor:
        cursor.execute(
            "DO $$ BEGIN RAISE EXCEPTION 'short' USING ERRCODE = 'ZT001', DETAIL = '{\"missing\": 3}'; END $$"
        )

    assert str(refused.value) == "It is 3 short."


def test_a_violation_nobody_has_named_stays_what_it_is(table):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE schema_test ADD CONSTRAINT unnamed_here CHECK (name <> 'x')")
    with pytest.raises(IntegrityError), refusing():
        insert("x")


def test_one_violation_cannot_mean_two_refusals():
    with pytest.raises(ValueError, match="already means"):
        refuse_as("ZT001", NameTaken)


def prepared_and_broken_off():
    with transaction.atomic(), Cursor(connection.connection) as cursor:
        cursor.execute("SELECT 2", prepare=True)
        raise ZeroDivisionError


def test_statements_are_prepared_again_after_all_were_thrown_away(table):
    def written(name):
        with transaction.atomic(), pipelined_commit():
            say("INSERT INTO schema_test VALUES (%s)", [name])

    written("a")
    with Cursor(connection.connection) as cursor:
        cursor.execute("SELECT 1", prepare=True)
    for twice in range(2):
        with pytest.raises(NameTaken):
            written("a")
        with transaction.atomic():
            say("INSERT INTO schema_test VALUES (%s)", [f"alone {twice}"])
        written(f"together {twice}")
        assert fetch("SELECT count(*) FROM schema_test WHERE name = %(name)s", {"name": "a"}) == [(1,)]
        # A rollback makes psycopg throw away everything this connection has prepared.
        with pytest.raises(ZeroDivisionError):
            prepared_and_broken_off()

    assert names() == ["a", "alone 0", "alone 1", "together 0", "together 1"]


def test_another_statement_between_keeps_its_place(table):
    with transaction.atomic(), pipelined_commit():
        say("INSERT INTO schema_test VALUES (%s)", ["a"])
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO schema_test SELECT name || 'b' FROM schema_test")
        say("INSERT INTO schema_test SELECT name || %s FROM schema_test WHERE name = 'ab'", ["c"])

    assert names() == ["a", "ab", "abc"]
    assert connection.connection.info.transaction_status.name == "IDLE"


def test_a_mistake_in_the_block_sends_nothing(table):
    def broken_off():
        with transaction.atomic(), pipelined_commit():
            say("INSERT INTO schema_test VALUES (%s)", ["a"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert names() == []
    with transaction.atomic(), pipelined_commit():
        say("INSERT INTO schema_test VALUES (%s)", ["b"])
    assert names() == ["b"]


def test_an_order_of_statements_takes_one_round_trip_with_its_commit(table, monkeypatch):
    waits = []
    wait = type(connection.connection).wait
    monkeypatch.setattr(
        type(connection.connection),
        "wait",
        lambda conn, gen, **how: waits.append(conn.pgconn.pipeline_status) or wait(conn, gen, **how),
    )
    with transaction.atomic(), pipelined_commit():
        for name in "abcd":
            say("INSERT INTO schema_test VALUES (%s)", [name])

    assert len([status for status in waits if status != PipelineStatus.OFF]) == 1
    assert names() == list("abcd")

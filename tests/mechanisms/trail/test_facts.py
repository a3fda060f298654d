"""Each operation leaves one fact, in its transaction, and nobody changes it afterwards."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail.models import Fact

IN_PARTITION = "DO $$ BEGIN EXECUTE (SELECT '{}' || tableoid::regclass FROM trail_fact LIMIT 1); END $$"


@trail.fact("tests.lamp_lit", "The lamp {name} was lit for {cost_fen}")
@dataclass(frozen=True, kw_only=True)
class LampLit:
    name: str
    cost_fen: int


@pytest.fixture
def lamp() -> trail.Subject:
    return trail.Subject("tests.lamp", new_id())


@pytest.fixture
def lit(lamp, noon, db) -> UUID:
    return trail.record(
        LampLit(name="灯", cost_fen=129900), on=lamp, by=SYSTEM, at=noon, reason="evening", thread=None
    )


def test_a_fact_tells_who_what_when_and_why(lit, lamp, noon):
    told = trail.timeline(lamp)[0]

    assert (told.id, told.actor_name, told.at, told.reason) == (lit, "system", noon, "evening")
    assert told.sentence == "The lamp 灯 was lit for ¥1,299.00"


def test_a_fact_shows_in_the_larger_story_too(lamp, noon, db):
    house = trail.Subject("tests.house", new_id())
    trail.record(LampLit(name="a", cost_fen=1), on=lamp, by=SYSTEM, at=noon, thread=house)

    assert [told.subject for told in trail.timeline(house)] == [lamp]


def test_a_fact_is_one_statement(lamp, noon, django_assert_num_queries, db):
    with django_assert_num_queries(1):
        trail.record(LampLit(name="a", cost_fen=1), on=lamp, by=SYSTEM, at=noon)


@pytest.mark.parametrize(
    "tampering",
    [
        pytest.param("UPDATE trail_fact SET reason = 'none'", id="update"),
        pytest.param("DELETE FROM trail_fact", id="delete"),
        pytest.param("TRUNCATE trail_fact", id="truncate"),
        pytest.param(
            IN_PARTITION.format("DELETE FROM "),
            id="delete in its partition",
        ),
        pytest.param(
            IN_PARTITION.format("TRUNCATE "),
            id="truncate its partition",
        ),
    ],
)
def test_the_database_refuses_to_change_a_fact(lit, tampering):
    with pytest.raises(DatabaseError, match="what is written there stays"), transaction.atomic():
        connection.cursor().execute(tampering)

    assert Fact.objects.get(pk=lit).reason == "evening"


def test_two_facts_cannot_share_a_name():
    with pytest.raises(ValueError, match=r"tests\.lamp_lit"):

        @trail.fact("tests.lamp_lit", "Another")
        @dataclass(frozen=True, kw_only=True)
        class Other:
            pass

"""The mechanisms prove themselves: each of their controls is seen green, and seen turning red."""

from datetime import timedelta

import pytest
from django.db import connection

from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import Evidence, Status, clauses, control, register
from zhanggui.mechanisms.controls.controls import (
    controls_asked,
    house_verified,
    records_kept,
    register_covered,
    trail_sealed,
)
from zhanggui.mechanisms.controls.facts import DayTaken
from zhanggui.mechanisms.controls.operations.take_snapshot import SUBJECT, take_snapshot
from zhanggui.mechanisms.controls.operations.verify_house import verify_house
from zhanggui.mechanisms.trail.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_verified_house_is_kept_and_a_finding_breaks_it(noon):
    assert house_verified(noon).status is Status.NO_DATA
    assert verify_house(by=SYSTEM, at=noon) == 0
    assert house_verified(noon).status is Status.KEPT
    assert house_verified(noon + timedelta(days=2)).status is Status.AT_RISK

    Organisation.objects.create(kind="supplier", name="behind our back", created_at=noon)
    assert verify_house(by=SYSTEM, at=noon) == 1
    assert house_verified(noon).status is Status.BROKEN


def test_facts_under_seal_are_kept_and_facts_left_waiting_are_a_risk(noon):
    tell(noon)
    seal(noon)
    assert trail_sealed(noon).status is Status.KEPT

    tell(noon)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE trail_fact SET recorded_at = recorded_at - interval '20 minutes'")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert trail_sealed(noon).status is Status.AT_RISK


def test_records_are_kept_and_a_chain_without_its_beginning_is_broken(noon):
    tell(noon)
    seal(noon)
    assert records_kept(noon).status is Status.KEPT

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE trail_seal SET number = 7")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert records_kept(noon).status is Status.BROKEN


def test_controls_asked_today_are_kept_and_forgotten_ones_broken(noon):
    assert controls_asked(noon).status is Status.NO_DATA
    take_snapshot(by=SYSTEM, at=noon)
    assert controls_asked(noon).status is Status.KEPT
    assert controls_asked(noon + timedelta(days=2)).status is Status.BROKEN


def test_a_register_with_every_clause_judged_is_kept_and_a_gap_is_a_risk(noon, monkeypatch):
    monkeypatch.setattr(register, "_controls", {})
    ids = [clause.id for clause in clauses()]
    control(*ids[1:], title="All but one")(lambda at: Evidence(Status.KEPT))
    assert register_covered(noon).status is Status.AT_RISK

    monkeypatch.setattr(register, "_controls", {})
    control(*ids, title="All")(lambda at: Evidence(Status.KEPT))
    assert register_covered(noon).status is Status.KEPT


def tell(noon) -> None:
    told = DayTaken(day="2026-11-24", kept=0, at_risk=0, broken=0, newly_broken=[])
    trail.record(told, on=SUBJECT, by=SYSTEM, at=noon)

"""Whoever goes behind the program's back, the superuser of the database too, is named with the very row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import connection, connections, transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Organisation
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import sealing
from zhanggui.mechanisms.trail.findings import Finding, _verifiers
from zhanggui.mechanisms.trail.models import Fact, RowHistory, Seal, SealPart
from zhanggui.mechanisms.trail.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)


@trail.fact("tests.firm_registered", "The firm {name} was registered")
@dataclass(frozen=True, kw_only=True)
class FirmRegistered:
    name: str


@transaction.atomic
def register(name: str, at: datetime) -> Organisation:
    firm = Organisation.objects.create(kind="supplier", name=name, created_at=at)
    trail.record(FirmRegistered(name=name), on=firm, by=SYSTEM, at=at)
    return firm


@contextmanager
def superuser() -> Iterator[None]:
    """A session in which no trigger fires."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def sql(statement: str, *parameters: object) -> None:
    with superuser(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def found(at: datetime) -> list[tuple[str, str, str]]:
    return [(finding.kind, finding.table, finding.key) for finding in trail.verify(at)]


@pytest.fixture
def firms(noon) -> list[Organisation]:
    return [register(f"firm {n}", noon) for n in range(5)]


@pytest.fixture
def sealed_firms(firms, noon) -> list[Organisation]:
    assert seal(noon) > 0
    return firms


def test_an_untouched_house_has_no_findings(sealed_firms, noon):
    register("later, not sealed yet", noon)

    assert trail.verify(noon) == []


def fact_of(firm: Organisation) -> Fact:
    return Fact.objects.get(subject_id=firm.pk)


def test_an_altered_fact_is_named(sealed_firms, noon):
    fact = fact_of(sealed_firms[2])
    sql("UPDATE trail_fact SET reason = 'because' WHERE id = %s", fact.pk)

    assert found(noon) == [("altered", "trail_fact", str(fact.pk))]


def test_a_deleted_fact_is_named_and_the_row_it_stood_for(sealed_firms, noon):
    fact = fact_of(sealed_firms[0])
    sql("DELETE FROM trail_fact WHERE id = %s", fact.pk)

    assert found(noon) == [
        ("missing", "trail_fact", str(fact.pk)),
        ("silent", "identity_organisation", str(sealed_firms[0].pk)),
    ]


def test_a_fact_slipped_into_the_past_is_named(sealed_firms, noon):
    forged = new_id()
    sql(
        """INSERT INTO trail_fact SELECT (jsonb_populate_record(f, jsonb_build_object('id', %s::text))).*
        FROM trail_fact f WHERE subject_id = %s""",
        str(forged),
        sealed_firms[1].pk,
    )

    assert found(noon) == [("inserted", "trail_fact", str(forged))]


def test_altered_history_is_named(sealed_firms, noon):
    row = RowHistory.objects.get(row_id=str(sealed_firms[3].pk))
    sql("UPDATE trail_row_history SET before = '{}' WHERE id = %s", row.pk)

    assert found(noon) == [("altered", "trail_row_history", str(row.pk))]


@pytest.mark.parametrize("rows", [1, 2, 100], ids=["a seal for each row", "two rows a seal", "one seal"])
def test_rows_are_named_whatever_the_batches(firms, noon, monkeypatch, rows):
    monkeypatch.setattr(sealing, "BATCH_ROWS", rows)
    seal(noon)
    assert trail.verify(noon) == []
    fact = fact_of(firms[2])
    sql("UPDATE trail_fact SET reason = 'because' WHERE id = %s", fact.pk)

    assert found(noon) == [("altered", "trail_fact", str(fact.pk))]


@pytest.mark.parametrize(
    ("statement", "kind", "what"),
    [
        pytest.param(
            "UPDATE identity_organisation SET name = 'Ours' WHERE id = %s",
            "altered",
            "was changed behind its history: name",
            id="changed",
        ),
        pytest.param(
            "DELETE FROM identity_organisation WHERE id = %s",
            "missing",
            "was deleted behind its history",
            id="deleted",
        ),
        pytest.param(
            """INSERT INTO identity_organisation (id, kind, name, created_at)
            VALUES (%s, 'supplier', 'Ours', now())""",
            "inserted",
            "was inserted behind its history",
            id="inserted",
        ),
    ],
)
def test_a_governed_row_touched_with_triggers_off_is_named(sealed_firms, noon, statement, kind, what):
    key = new_id() if kind == "inserted" else sealed_firms[0].pk
    sql(statement, key)

    assert trail.verify(noon) == [Finding(kind, "identity_organisation", str(key), what)]


def test_a_governed_row_changed_without_a_fact_is_named(sealed_firms, noon):
    Organisation.objects.filter(pk=sealed_firms[0].pk).update(name="Quietly")

    assert found(noon) == [("silent", "identity_organisation", str(sealed_firms[0].pk))]


def test_a_password_is_kept_as_a_digest_and_its_change_shows(noon):
    with transaction.atomic():
        account = Account.objects.create(username="li", password="hashed", created_at=noon)
        trail.record(FirmRegistered(name="li"), on=account, by=SYSTEM, at=noon)
    kept = RowHistory.objects.get(row_id=str(account.pk))
    assert kept.after["password"].startswith("sha256:")
    assert "hashed" not in str(kept.after)
    sql("UPDATE identity_account SET password = 'mine' WHERE id = %s", account.pk)

    assert found(noon) == [("altered", "identity_account", str(account.pk))]


def test_the_last_sign_in_is_not_history(noon):
    Account.objects.filter(username="system").update(last_login=noon)

    assert trail.verify(noon) == []


def test_a_switched_off_trigger_is_named(sealed_firms, noon):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE identity_organisation DISABLE TRIGGER USER")
    try:
        assert [kind for kind, *_ in found(noon)] == ["guard-off"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE identity_organisation ENABLE TRIGGER USER")


class TestTheSealsThemselves:
    """Rewriting them needs the key, which is not in the database."""

    def test_digests_rewritten_to_fit_an_altered_fact_show(self, sealed_firms, noon):
        fact = fact_of(sealed_firms[0])
        sql("UPDATE trail_fact SET reason = 'because' WHERE id = %s", fact.pk)
        part = SealPart.objects.get(table_name="trail_fact")
        forged = sealing._cover(trail.sealed("trail_fact"), part.since_xid, part.until_xid, "sha256")
        sql("UPDATE trail_sealpart SET digests = %s WHERE id = %s", forged.digests, part.pk)

        assert found(noon) == [("altered", "trail_seal", "1")]

    def test_a_seal_taken_out_shows(self, sealed_firms, noon):
        self.seal_again(noon)
        sql("DELETE FROM trail_sealpart WHERE seal_id = 1")
        sql("DELETE FROM trail_seal WHERE number = 1")

        assert found(noon) == [("missing", "trail_seal", "1")]

    def test_the_newest_seals_cut_off_show(self, sealed_firms, noon):
        self.seal_again(noon)
        sql("DELETE FROM trail_sealpart WHERE seal_id = 2")
        sql("DELETE FROM trail_seal WHERE number = 2")

        assert found(noon) == [("missing", "trail_seal", "2")]

    def test_seals_made_anew_without_the_key_show(self, sealed_firms, noon, settings, tmp_path):
        sql("TRUNCATE trail_seal, trail_sealpart")
        mine, settings.VAR_DIR = settings.VAR_DIR, tmp_path
        seal(noon)
        settings.VAR_DIR = mine

        assert ("unknown-key", "trail_seal", "1") in found(noon)

    def seal_again(self, noon: datetime) -> None:
        register("one more", noon)
        seal(noon)
        assert Seal.objects.count() == 2


def test_a_verifier_that_fails_is_named_and_hides_no_other(sealed_firms, noon, monkeypatch):
    def failing(at):
        connection.cursor().execute("SELECT * FROM no_such_table")
        yield

    monkeypatch.setitem(_verifiers, "tests.failing", failing)
    sql("UPDATE trail_fact SET reason = 'because' WHERE subject_id = %s", sealed_firms[0].pk)

    assert found(noon) == [
        ("unverified", "tests.failing", ""),
        ("altered", "trail_fact", str(fact_of(sealed_firms[0]).pk)),
    ]


def test_sm3_where_it_is_asked_for(firms, noon, settings):
    settings.SEAL_ALGORITHM = "sm3"
    seal(noon)
    assert trail.verify(noon) == []
    sql("UPDATE trail_fact SET reason = 'because' WHERE subject_id = %s", firms[0].pk)

    assert found(noon) == [("altered", "trail_fact", str(fact_of(firms[0]).pk))]


def test_a_transaction_in_flight_is_sealed_later_not_forgotten(noon):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                """INSERT INTO trail_fact (id, name, at, account_id, actor_name, via, request_id,
                    subject_type, subject_id, reason, body)
                VALUES (gen_random_uuid(), 'x', now(), gen_random_uuid(), '', '', '',
                    '', gen_random_uuid(), '', '{}')"""
            )
            register("while it runs", noon)
            seal(noon)
            assert not covers_firms()
            cursor.execute("COMMIT")
    finally:
        other.close()
    seal(noon)

    assert covers_firms()
    assert trail.verify(noon) == []


def covers_firms() -> bool:
    """Whether the newest seal reaches beyond the newest fact."""
    newest = Fact.objects.order_by("-xid").first()
    return SealPart.objects.filter(table_name="trail_fact", until_xid__gt=newest.xid).exists()


def test_a_column_added_later_breaks_no_seal(sealed_firms, noon):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_fact ADD COLUMN extra text DEFAULT 'x'")
        cursor.execute("ALTER TABLE identity_organisation ADD COLUMN extra text DEFAULT 'x'")
    try:
        assert trail.verify(noon) == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE trail_fact DROP COLUMN extra")
            cursor.execute("ALTER TABLE identity_organisation DROP COLUMN extra")

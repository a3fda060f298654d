"""A paper is kept sealed, shown only to whom it concerns, and watched to its last day."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.mechanisms.documents.conftest import LICENCE, PDF, picture
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.identity.actor import PUBLIC, SYSTEM, Actor
from zhanggui.identity.models import Account, Organisation, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.kernel.crypto import NotOpened, key_version
from zhanggui.kernel.refusal import NotAllowed, NotFound, Refusal
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.documents import controls, queries, vault
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document, Notice
from zhanggui.mechanisms.documents.operations.end_release import end_release
from zhanggui.mechanisms.documents.operations.give_notices import give_notices
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.mechanisms.documents.operations.replace_document import replace_document
from zhanggui.mechanisms.documents.operations.rotate_keys import rotate_keys
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.operations.sweep_orphans import sweep_orphans
from zhanggui.mechanisms.documents.operations.withdraw_document import withdraw_document
from zhanggui.mechanisms.documents.refusals import (
    AlreadyReplaced,
    ExpiryNeeded,
    NumberNeeded,
    OtherDocument,
    PictureNeeded,
    ReleasedByFiler,
    ValidityReversed,
)
from zhanggui.mechanisms.documents.types import NoSuchType
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.schema.encrypted import keyring

Store = Callable[..., Document]
Somebody = Callable[..., Actor]


def facts(document: Document) -> list[str]:
    return [told.name for told in trail.timeline(document)]


def read(document: Document, by: Actor, at: datetime) -> bytes:
    return read_document(document_id=document.id, by=by, at=at).bytes


def test_a_stored_paper_comes_back_byte_by_byte(store: Store, supplier: Actor, noon: datetime) -> None:
    assert read(store(), supplier, noon) == PDF


def test_on_disk_it_is_sealed_and_nobody_else_may_read_the_file(store: Store) -> None:
    place = vault.place_of(store().sha256)

    assert b"%PDF" not in place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    assert [each.suffix for each in place.parent.iterdir()] == [".sealed"]


def test_an_altered_file_does_not_open(store: Store, supplier: Actor, noon: datetime) -> None:
    document = store()
    place = vault.place_of(document.sha256)
    sealed = bytearray(place.read_bytes())
    sealed[-1] ^= 1
    place.write_bytes(bytes(sealed))

    with pytest.raises(NotOpened):
        read(document, supplier, noon)


def test_a_file_in_the_place_of_another_does_not_open(store: Store, supplier: Actor, noon: datetime) -> None:
    document, other = store(), store(picture(), "a.png")
    vault.place_of(document.sha256).write_bytes(vault.place_of(other.sha256).read_bytes())

    with pytest.raises(NotOpened):
        read(document, supplier, noon)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"type": "no_such"}, NoSuchType, id="an unknown type"),
        pytest.param({"number": " "}, NumberNeeded, id="no number"),
        pytest.param({"valid_to": None}, ExpiryNeeded, id="no last day"),
        pytest.param({"valid_from": date(2028, 1, 1)}, ValidityReversed, id="ends before it begins"),
        pytest.param({"type": "picture"}, PictureNeeded, id="a PDF where a picture is due"),
        pytest.param({"organisation": UUID(int=7)}, NotFound, id="for another firm"),
        pytest.param({"organisation": None, "account": UUID(int=7)}, NotFound, id="for another account"),
    ],
)
def test_an_incomplete_paper_is_refused(
    said: dict[str, object], refusal: type[Refusal], store: Store
) -> None:
    with nothing_changes(), pytest.raises(refusal):
        store(**said)


def test_others_do_not_see_it_exists_reviewers_leave_a_trace(
    store: Store, somebody: Somebody, noon: datetime
) -> None:
    document = store()
    for stranger in (
        PUBLIC,
        somebody(Role.SUPPLIER),
        somebody(Role.CUSTOMER),
        somebody(Role.WAREHOUSE_KEEPER),
    ):
        with nothing_changes(), pytest.raises(NotFound):
            read(document, stranger, noon)

    assert read(document, somebody(Role.SUPPLIER_MANAGER), noon) == PDF
    assert facts(document).count("documents.read") == 1


def test_a_paper_of_a_customer_is_the_customers(somebody: Somebody, noon: datetime) -> None:
    me, another = somebody(Role.CUSTOMER), somebody(Role.CUSTOMER)
    filing = Filing(type="picture", account=me.account_id)
    document = store_document(upload=Upload("a.png", picture()), filing=filing, by=me, at=noon)

    assert read(document, me, noon) == picture()
    with pytest.raises(NotFound):
        read(document, another, noon)


def test_the_public_sees_what_somebody_else_has_released(
    store: Store, supplier: Actor, somebody: Somebody, noon: datetime
) -> None:
    document, officer = store(), somebody(Role.COMPLIANCE_OFFICER)
    with nothing_changes(), pytest.raises(NotAllowed):
        release_document(document_id=document.id, by=supplier, at=noon)

    release_document(document_id=document.id, by=officer, at=noon)
    assert read(document, PUBLIC, noon) == PDF

    end_release(document_id=document.id, reason="old address on it", by=officer, at=noon)
    with pytest.raises(NotFound):
        read(document, PUBLIC, noon)


def test_nobody_releases_what_they_filed(supplier: Actor, somebody: Somebody, noon: datetime) -> None:
    manager = somebody(Role.SUPPLIER_MANAGER)
    filing = Filing(type="other", organisation=supplier.organisation_id)
    document = store_document(upload=Upload("a.pdf", PDF), filing=filing, by=manager, at=noon)
    assert manager.person_id
    second = Account.objects.create(username="second", person_id=manager.person_id, created_at=noon)
    second.grants.create(role=Role.COMPLIANCE_OFFICER, granted_by=second, granted_at=noon)

    for actor in (manager, second.actor()):
        with nothing_changes(), pytest.raises(ReleasedByFiler):
            release_document(document_id=document.id, by=actor, at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(released_at=noon, released_by=manager.account_id)


def test_a_paper_is_renewed_once_and_its_history_kept(store: Store, supplier: Actor, noon: datetime) -> None:
    old = store()
    filing = Filing(
        type=LICENCE.code, organisation=supplier.organisation_id, number="A-2", valid_to=date(2030, 1, 1)
    )
    upload = Upload("new.pdf", PDF + b"%%EOF\n")

    new = replace_document(document_id=old.id, upload=upload, filing=filing, by=supplier, at=noon)

    assert supplier.organisation_id
    assert [*queries.current(supplier.organisation_id)] == [new]
    assert queries.of_owner(supplier.organisation_id).count() == 2
    with nothing_changes(), pytest.raises(AlreadyReplaced):
        replace_document(document_id=old.id, upload=upload, filing=filing, by=supplier, at=noon)
    other = Filing(type="other", organisation=supplier.organisation_id)
    with nothing_changes(), pytest.raises(OtherDocument):
        replace_document(document_id=new.id, upload=upload, filing=other, by=supplier, at=noon)


def test_warnings_come_once_each_and_so_does_the_end(store: Store, noon: datetime) -> None:
    document = store(valid_to=date(2027, 2, 1))

    for days_left in range(80, -5, -1):
        at = datetime(2027, 2, 1, 4, tzinfo=noon.tzinfo) - timedelta(days=days_left)
        give_notices(at=at)
        give_notices(at=at + timedelta(hours=1))

    assert sorted(Notice.objects.values_list("days", flat=True)) == [0, 7, 30, 60]
    told = facts(document)
    assert (told.count("documents.runs_out"), told.count("documents.expired")) == (3, 1)


@pytest.mark.parametrize(
    ("hour", "expired"),
    [
        pytest.param(
            datetime.fromisoformat("2027-02-01T23:59:00+08:00"), False, id="last minute of the last day"
        ),
        pytest.param(datetime.fromisoformat("2027-02-02T00:00:00+08:00"), True, id="midnight in Shanghai"),
    ],
)
def test_the_last_day_counts_whole(hour: datetime, expired: bool, store: Store, firm: Organisation) -> None:
    store(valid_to=date(2027, 2, 1))
    give_notices(at=hour)

    assert Notice.objects.filter(days=0).exists() is expired
    assert queries.missing(firm.id, [LICENCE.code], hour) == ([LICENCE.code] if expired else [])


def test_after_a_long_pause_only_the_nearest_warning_is_given(store: Store, noon: datetime) -> None:
    store(valid_to=date(2026, 12, 1))
    give_notices(at=noon)
    assert [*Notice.objects.values_list("days", flat=True)] == [7]


def test_a_replaced_paper_warns_no_more(store: Store, supplier: Actor, noon: datetime) -> None:
    old = store(valid_to=date(2026, 12, 1))
    filing = Filing(
        type=LICENCE.code, organisation=supplier.organisation_id, number="2", valid_to=date(2030, 1, 1)
    )
    replace_document(document_id=old.id, upload=Upload("b.pdf", PDF), filing=filing, by=supplier, at=noon)
    assert give_notices(at=noon) == 0


def test_papers_that_follow_each_other_cover_without_a_gap(
    store: Store, firm: Organisation, noon: datetime
) -> None:
    store(valid_to=date(2026, 12, 31))
    store(valid_from=date(2027, 1, 1), valid_to=date(2027, 12, 31))
    store(valid_from=date(2028, 1, 2), valid_to=date(2028, 12, 31))

    assert queries.holds_until(firm.id, [LICENCE.code], noon) == date(2027, 12, 31)
    assert queries.holds_until(firm.id, [LICENCE.code, "other"], noon) is None
    assert queries.holds_until(firm.id, [], noon) == date.max


def test_a_withdrawn_paper_counts_no_more(
    store: Store, somebody: Somebody, firm: Organisation, noon: datetime
) -> None:
    document = store()
    withdraw_document(
        document_id=document.id, reason="revoked", by=somebody(Role.COMPLIANCE_OFFICER), at=noon
    )
    assert queries.missing(firm.id, [LICENCE.code], noon) == [LICENCE.code]


def test_what_a_failed_transaction_left_is_swept_after_a_day_and_nothing_else(
    store: Store, noon: datetime
) -> None:
    kept = store()
    with transaction.atomic():
        lost = store(PDF + b"% lost\n%%EOF")
        transaction.set_rollback(True)
    now = datetime.now(noon.tzinfo)

    assert sweep_orphans(at=now + timedelta(hours=23)) == 0
    assert sweep_orphans(at=now + timedelta(hours=25)) == 1
    assert vault.place_of(kept.sha256).exists()
    assert not vault.place_of(lost.sha256).exists()


def test_the_same_content_lies_once_and_stays_while_anybody_names_it(store: Store, supplier: Actor) -> None:
    first, second = store(), store(number="B-2")
    assert first.sha256 == second.sha256
    assert len([*vault.everything()]) == 1


def test_keys_change_while_everything_stays_readable(store: Store, supplier: Actor, noon: datetime) -> None:
    document = store()
    message = TextMessage.objects.create(recipient="13800001234", body="你好", purpose="x", created_at=noon)
    before = keyring().active().version

    told = rotate_keys(by=SYSTEM, at=noon)

    assert (told.version, told.columns >= 2, told.files) == (before + 1, True, 1)
    assert key_version(vault.place_of(document.sha256).read_bytes()) == before + 1
    assert read(document, supplier, noon) == PDF
    assert TextMessage.objects.get(pk=message.pk).body == "你好"


def test_only_security_staff_change_keys(supplier: Actor, noon: datetime) -> None:
    with pytest.raises(NotAllowed):
        rotate_keys(by=supplier, at=noon)


def test_files_leave_the_house_with_safe_headers(store: Store, supplier: Actor, noon: datetime) -> None:
    pdf = as_response(read_document(document_id=store().id, by=supplier, at=noon))
    shown = as_response(read_document(document_id=store(picture(), "a.png").id, by=supplier, at=noon))

    assert pdf["Content-Disposition"].startswith("attachment;")
    assert shown["Content-Disposition"].startswith("inline;")
    for response in (pdf, shown):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "private, no-store"


def test_a_killed_writer_leaves_no_half_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store()
    assert [*vault.everything()] == []
    assert not Document.objects.exists()


def test_what_lies_open_is_a_breach(store: Store, noon: datetime) -> None:
    document = store()
    TextMessage.objects.create(recipient="13800001234", body="x", purpose="x", created_at=noon)
    assert controls.columns_sealed(noon).status == Status.KEPT
    assert controls.files_sealed(noon).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE identity_textmessage SET body = '13800001234'::bytea")
    vault.place_of(document.sha256).write_bytes(PDF)
    assert controls.columns_sealed(noon).status == Status.BROKEN
    assert controls.files_sealed(noon).status == Status.BROKEN


def test_a_paper_that_ran_out_untold_is_a_breach(store: Store, noon: datetime) -> None:
    store(valid_to=date(2026, 12, 1))
    later = noon + timedelta(days=10)
    assert controls.warned_in_time(noon).status == Status.NO_DATA
    assert controls.warned_in_time(later).status == Status.BROKEN
    give_notices(at=later)
    assert controls.warned_in_time(later).status == Status.KEPT


@pytest.mark.django_db(transaction=True)
def test_storing_and_sweeping_at_once_lose_nothing(store: Store, supplier: Actor, noon: datetime) -> None:
    later = datetime.now(noon.tzinfo) + timedelta(days=2)

    def work(n: int) -> None:
        try:
            if n % 2:
                sweep_orphans(at=later)
            else:
                store(PDF + b"%%EOF\n" * (n % 3), number=str(n))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(24)))

    assert Document.objects.count() == 12
    for document in Document.objects.all():
        assert read(document, supplier, noon).startswith(PDF)
    assert len([*vault.everything()]) == 3

"""Encrypted columns: what the database sees, where a value opens, and how keys change under them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from tests.vocabulary import behind_the_back
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, TextMessage
from zhanggui.kernel.crypto import NotOpened, key_version
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.documents.operations.rotate_keys import rotate_keys
from zhanggui.schema.encrypted import keyed_hash, keyring, rewrap_columns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


@pytest.fixture
def message(noon: datetime) -> TextMessage:
    return TextMessage.objects.create(recipient="13800001234", body="你好 🐲", purpose="x", created_at=noon)


def stored(message: TextMessage, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM identity_textmessage WHERE id = %s", [message.id])
        return bytes(cursor.fetchone()[0])


def test_the_program_reads_what_the_database_cannot(message: TextMessage) -> None:
    assert TextMessage.objects.get().body == "你好 🐲"
    assert stored(message, "recipient").startswith(b"ZG1")
    assert b"13800001234" not in stored(message, "recipient")


def test_a_value_copied_to_another_column_does_not_open(message: TextMessage) -> None:
    with behind_the_back() as change:
        change("UPDATE identity_textmessage SET body = recipient")
    with pytest.raises(NotOpened):
        TextMessage.objects.get()


def test_nothing_stays_nothing(noon: datetime) -> None:
    account = Account.objects.create(username="x", created_at=noon)
    assert Account.objects.get(pk=account.pk).mobile is None


@pytest.mark.parametrize("cipher", ["AES_256_GCM", "SM4_GCM"])
def test_the_cipher_is_a_setting_and_old_values_stay_readable(
    cipher: str, message: TextMessage, settings: Settings, noon: datetime
) -> None:
    settings.CIPHER = cipher
    keyring.cache_clear()
    newer = TextMessage.objects.create(recipient="1", body=cipher, purpose="x", created_at=noon)

    assert TextMessage.objects.get(pk=message.pk).body == "你好 🐲"
    assert TextMessage.objects.get(pk=newer.pk).body == cipher
    assert stored(newer, "body")[3] == {"AES_256_GCM": 1, "SM4_GCM": 2}[cipher]


def test_rewrapping_in_small_steps_reaches_every_row_and_tells_of_each_step(noon: datetime) -> None:
    made = [
        TextMessage.objects.create(recipient=str(n), body=str(n), purpose="x", created_at=noon)
        for n in range(7)
    ]
    keyring().rotate()
    told: list[tuple[str, int]] = []

    assert rewrap_columns(told=lambda table, rows: told.append((table, rows)), batch=3) == 14
    assert {key_version(stored(each, "body")) for each in made} == {2}
    assert {each.body for each in TextMessage.objects.all()} == {str(n) for n in range(7)}
    assert sum(rows for _, rows in told) == 14
    assert rewrap_columns(told=lambda *_: None) == 0


def test_changing_keys_leaves_no_row_changed_without_a_fact(noon: datetime) -> None:
    open_customer_account(customer=Customer(name="王芳", mobile="13800001234"), by=SYSTEM, at=noon)
    rotate_keys(by=SYSTEM, at=noon)

    account = Account.objects.get(mobile_hash=keyed_hash("13800001234"))
    assert account.mobile == "13800001234"
    assert [each for each in trail.verify(noon) if each.table.startswith("identity")] == []

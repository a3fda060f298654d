"""A writing process is killed in the middle of its bursts, and the ledger is whole."""

import os
import subprocess
import sys
import time
from datetime import datetime
from urllib.parse import quote

import pytest
from django.db import connection

from tests.mechanisms.ledger.vocabulary import Shop
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger.models import BookedEntry, OpenPending
from zhanggui.mechanisms.ledger.verifying import verify


def database_url() -> str:
    """Where the tests' own database is, for another process."""
    at = connection.settings_dict
    host = quote(str(at["HOST"]), safe="")
    password = f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else ""
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgresql://{at['USER']}{password}@{host}{port}/{at['NAME']}"


def killed_writer(shop: Shop, mark: str, bursts: int) -> int:
    """The last burst that was answered before the process was killed, some time after ``bursts`` of them."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.mechanisms.ledger.writer", str(shop.id), mark],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATABASE_URL": database_url(), "TEST_DATABASE": ""},
    )
    assert writer.stdout
    for _ in range(bursts):
        writer.stdout.readline()
    time.sleep(0.003 * (bursts % 3))
    writer.kill()
    rest = writer.stdout.read().split()
    writer.wait()
    return int(rest[-1]) if rest else bursts - 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_writer_leaves_whole_entries_only(noon: datetime):
    shop = Shop()
    answered = {
        f"w{run}": killed_writer(shop, f"w{run}", bursts) for run, bursts in enumerate((1, 7, 30, 80))
    }

    written = set(BookedEntry.objects.filter(subject_id=shop.id).values_list("key", flat=True))
    for mark, last in answered.items():
        promised = {shop.key(f"{mark}/{number}/{part}") for number in range(last + 1) for part in range(4)}
        assert promised <= written, "something that was answered is not there"

    bursts = {key.rsplit("/", 1)[0] for key in written}
    assert len(written) == 4 * len(bursts), "half a burst is there"
    assert (
        sum(last + 1 for last in answered.values())
        <= len(bursts)
        <= (sum(last + 1 for last in answered.values()) + len(answered))
    )

    shelf = ledger.balance(shop.shelf)
    assert (shelf.amount, shelf.reserved) == (3 * len(bursts), len(bursts))
    assert OpenPending.objects.filter(credit_account_id=shop.shelf.id).count() == len(bursts)
    assert list(verify(noon)) == []

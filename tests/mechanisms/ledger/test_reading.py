"""Balances at any moment, statements page by page, checkpoints, and what a look at the tables finds."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.transaction import atomic

from tests.mechanisms.ledger.vocabulary import Shop
from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Post, journal
from zhanggui.mechanisms.ledger.verifying import verify

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def shop(noon: datetime) -> Shop:
    """Ten apples in, then one sold each hour for eight hours, and one reserved."""
    shop = Shop()
    shop.stock(10, noon)
    for hour in range(1, 9):
        ledger.post(shop.entry(f"sale {hour}", noon + hour * HOUR, shop.take(1)), by=SYSTEM)
    ledger.post(shop.entry("hold", noon + 9 * HOUR, shop.take(1, pending=True)), by=SYSTEM)
    return shop


@pytest.mark.parametrize(
    ("hours", "amount"),
    [
        pytest.param(-1, 0, id="before anything"),
        pytest.param(0, 10, id="at the very moment of the delivery"),
        pytest.param(3, 7, id="in the middle"),
        pytest.param(100, 2, id="long after"),
    ],
)
@pytest.mark.parametrize("folded", [False, True], ids=["row by row", "behind a checkpoint"])
def test_a_balance_at_any_past_moment(shop, noon, hours, amount, folded):
    if folded:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_fold(%s)", [noon])
    assert ledger.balance(shop.shelf, at=noon + hours * HOUR).amount == amount


@pytest.mark.django_db(transaction=True)
def test_checkpoints_change_no_balance(noon):
    shop = Shop()
    for day in range(4):
        ledger.post(
            shop.entry(f"in {day}", noon + timedelta(days=day), ledger.Transfer(shop.shelf, shop.source, 10)),
            by=SYSTEM,
        )
        assert ledger.checkpoint(noon) > 0

    late = shop.entry("late", noon + timedelta(hours=2), shop.take(1))
    ledger.post(late, by=SYSTEM)

    assert [ledger.balance(shop.source, noon + timedelta(days=day)).amount for day in range(-1, 5)] == [
        0, 10, 20, 30, 40, 40,
    ]  # fmt: skip
    assert ledger.balance(shop.sold, noon + timedelta(days=1)).amount == 1
    assert ledger.balance(shop.sold, noon + timedelta(hours=1)).amount == 0
    assert ledger.balances([shop.shelf, shop.source, shop.sold])[shop.sold].amount == 1
    assert ledger.totals()["test.shelf", "goods"] == 39
    assert list(verify(noon)) == []


def test_a_statement_runs_page_by_page(shop, noon):
    pages, after = [], None
    while True:
        page = ledger.statement(shop.shelf, noon + HOUR, noon + 20 * HOUR, after=after, limit=3)
        pages.append([line.balance for line in page.lines])
        after = page.after
        if after is None:
            break

    assert pages == [[9, 8, 7], [6, 5, 4], [3, 2]]
    assert page.closing == 2


def test_a_statement_opens_with_what_was_there(shop, noon):
    page = ledger.statement(shop.shelf, noon + 5 * HOUR, noon + 7 * HOUR)

    assert (page.opening, page.closing) == (6, 4)
    assert [(line.key, line.credit) for line in page.lines] == [
        (shop.key("sale 5"), 1), (shop.key("sale 6"), 1)
    ]  # fmt: skip


def test_the_journal_of_a_thing(shop, noon):
    entries = journal.entries_about(shop.id)

    assert len(entries) == 10
    assert [t.held for t in journal.transfers_of(entries[-1].id)] == [1]


@pytest.mark.parametrize("table", ["account", "entry", "transfer", "resolution"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nobody_changes_what_was_written(shop, noon, table, verb):
    ledger.post(shop.entry("sell", noon, posts=[Post(shop.named("hold"))]), by=SYSTEM)
    verb = verb.replace("id = id", "at = at" if table == "resolution" else "id = id")

    with nothing_changes(), pytest.raises(DatabaseError), atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(f"ledger_{table}"))


def test_the_database_itself_refuses_an_overdraft(shop):
    with (
        pytest.raises(DatabaseError, match="ledger_never_overdrawn"),
        atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE ledger_balance SET credits_posted = 11 WHERE account_id = %s", [shop.shelf.id])


def test_books_in_order_have_no_findings(shop, noon):
    assert list(verify(noon)) == []


FORGED = [
    pytest.param(
        "UPDATE ledger_transfer SET amount = 2 WHERE id = %(sale)s",
        {("ledger_balance", "shelf"), ("ledger_entry", "entry")},
        id="an amount raised",
    ),
    pytest.param(
        "DELETE FROM ledger_transfer WHERE id = %(sale)s",
        {("ledger_balance", "shelf"), ("ledger_entry", "entry")},
        id="a transfer deleted",
    ),
    pytest.param(
        "DELETE FROM ledger_entry WHERE id = %(entry)s",
        {("ledger_transfer", "sale")},
        id="an entry deleted",
    ),
    pytest.param(
        "UPDATE ledger_entry SET subject_id = gen_random_uuid() WHERE id = %(entry)s",
        {("ledger_entry", "entry")},
        id="an entry put under something else",
    ),
    pytest.param(
        "UPDATE ledger_balance SET debits_posted = 11 WHERE account_id = %(shelf)s",
        {("ledger_balance", "shelf")},
        id="a balance raised",
    ),
    pytest.param(
        "DELETE FROM ledger_pending WHERE id = %(hold)s",
        {("ledger_pending", "hold")},
        id="a reservation struck from the work list",
    ),
    pytest.param(
        "UPDATE ledger_pending SET amount = 5 WHERE id = %(hold)s",
        {("ledger_pending", "hold")},
        id="a reservation made larger",
    ),
    pytest.param(
        "INSERT INTO ledger_resolution VALUES (%(hold)s, %(entry)s, now(), 'voided')",
        {("ledger_pending", "hold"), ("ledger_resolution", "hold")},
        id="a resolution that released nothing",
    ),
    pytest.param(
        "INSERT INTO ledger_transfer SELECT t.* FROM ledger_transfer t WHERE id = %(sale)s",
        {("ledger_balance", "shelf"), ("ledger_entry", "entry")},
        id="a transfer written twice",
    ),
    pytest.param(
        "UPDATE ledger_transfer SET at = at - interval '1 day' WHERE id = %(sale)s",
        {("ledger_transfer", "sale")},
        id="a transfer moved in time",
    ),
]


@pytest.mark.parametrize(("forgery", "named"), FORGED)
def test_a_forgery_is_named_by_its_row(shop, noon, forgery, named):
    keys = {
        "shelf": shop.shelf.id,
        "sale": shop.named("sale 4"),
        "entry": ledger.entry_id(shop.key("sale 4")),
        "hold": shop.named("hold"),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(forgery, keys)

    found = {(finding.table, finding.key) for finding in verify(noon)}
    assert found == {(table, str(keys[key])) for table, key in named}

"""Long lists go on from their last row, show each row once, and ask the same however long they are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.people import LONG_AGO, somebody
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.surfaces.partner_portal.paging import page_of

pytestmark = pytest.mark.django_db


def page(after="", size=3):
    request = RequestFactory().get("/", {"after": after} if after else {})
    rows = Account.objects.filter(username__startswith="row-")
    return page_of(request, rows, moment="created_at", size=size)


@pytest.fixture
def rows(db):
    """Seven accounts; three of them came at the same moment."""
    person = Account.objects.get(pk=somebody("一人", Role.CUSTOMER).account_id).person
    made = [
        Account(username=f"row-{n}", person=person, created_at=LONG_AGO + timedelta(days=min(n, 4)))
        for n in range(7)
    ]
    Account.objects.bulk_create(made)
    return made


def test_every_row_is_on_one_page_the_latest_first(rows):
    seen, after, pages = [], "", 0
    while pages == 0 or after:
        shown = page(after)
        assert shown.is_first == (pages == 0)
        seen += [one.username for one in shown.rows]
        after, pages = shown.older, pages + 1

    assert pages == 3
    assert sorted(seen) == sorted(one.username for one in rows)
    assert seen[-1] == "row-0"


@pytest.mark.parametrize("after", ["nonsense", "2026-01-01~x", "2026-01-01T00:00:00~" + "0" * 32, "~"])
def test_an_address_nobody_made_is_the_first_page(rows, after):
    assert page(after).is_first


def test_a_page_is_one_statement_that_counts_nothing(rows):
    with CaptureQueriesContext(connection) as asked:
        page(page(size=2).older, size=2)
    assert len(asked) == 2
    assert not [one for one in asked if "count(" in one["sql"].lower()]

"""A restored database goes on numbering where its records end, and its chain with it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.facts import Verified
from zhanggui.mechanisms.trail.models import Fact, SealPart
from zhanggui.mechanisms.trail.restoring import OFFSET, go_on_after_restore
from zhanggui.mechanisms.trail.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tell(noon) -> Callable[[], Fact]:
    def told() -> Fact:
        on = trail.Subject("tests.thing", new_id())
        fact_id = trail.record(Verified(findings=0, named_findings=[]), on=on, by=SYSTEM, at=noon)
        return Fact.objects.get(pk=fact_id)

    return told


@pytest.fixture
def another_cluster() -> Iterator[Callable[[], None]]:
    """As if the dump had been restored where transactions are numbered from far below."""

    def numbers(offset: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(OFFSET.format(offset=offset))

    yield lambda: numbers(-500)
    numbers(0)


def test_what_is_told_after_a_restore_comes_after_all_that_was_sealed(tell, noon, another_cluster):
    before = tell()
    transactions_that_tell_nothing(20)
    seal(noon)
    sealed = max(SealPart.objects.values_list("until_xid", flat=True))
    another_cluster()
    go_on_after_restore()

    after = tell()
    assert after.xid > before.xid
    assert after.xid >= sealed
    seal(noon)
    assert trail.verify(noon) == []


def transactions_that_tell_nothing(count: int) -> None:
    """A seal reaches over them, though no record bears their number."""
    with connection.cursor() as cursor:
        for _ in range(count):
            cursor.execute("SELECT pg_current_xact_id()")


def test_where_nothing_was_restored_nothing_changes(tell, noon):
    tell()

    assert go_on_after_restore() == 0

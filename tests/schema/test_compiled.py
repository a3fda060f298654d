"""Reads and writes whose SQL is made once do what the querysets and models themselves would do."""

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from zhanggui.domain.delivery.models import PickList
from zhanggui.identity.models import Account, Organisation, Person
from zhanggui.kernel.ids import new_id
from zhanggui.schema.compiled import Compiled, Given
from zhanggui.schema.pipeline import pipelined
from zhanggui.schema.rows import insert, update

NAMED = Compiled(lambda: Organisation.objects.filter(name=Given("name")).order_by("created_at"))
HELD = Compiled(lambda: PickList.objects.locked().filter(pk=Given("list")))
WITH_PERSON = Compiled(lambda: Account.objects.select_related("person").filter(username=Given("name")))
PAIRS = Compiled(
    lambda: Account.objects.filter(person__name=Given("name"), email="").values_list("id", "person_id")
)
IDS = Compiled(lambda: Account.objects.filter(person__name=Given("name")).values_list("id", flat=True))


@pytest.fixture
def account(db, noon):
    person = Person.objects.create(name="李雷", id_number="110101199003077571", created_at=noon)
    return Account.objects.create(username="lilei", person=person, password="!", email="", created_at=noon)


def test_each_call_binds_its_own_values(db, noon):
    made = [Organisation.objects.create(kind="supplier", name=name, created_at=noon) for name in "ab"]

    assert [NAMED.all(name=name) for name in "abc"] == [[made[0]], [made[1]], []]
    assert (NAMED.first(name="b"), NAMED.first(name="c")) == (made[1], None)
    assert NAMED.one(name="a").created_at == noon
    with pytest.raises(Organisation.DoesNotExist):
        NAMED.one(name="c")


def test_related_rows_sealed_columns_and_tuples_are_read_as_django_reads_them(
    account, django_assert_num_queries
):
    found = WITH_PERSON.one(name="lilei")

    with django_assert_num_queries(0):
        assert (found, found.person.name, found.person.id_number) == (account, "李雷", "110101199003077571")
    assert PAIRS.all(name="李雷") == [(account.id, account.person_id)]
    assert IDS.all(name="李雷") == [account.id]


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_inside_a_transaction_only():
    with transaction.atomic():
        assert HELD.all(list=new_id()) == []
    with pytest.raises(TransactionManagementError):
        HELD.all(list=new_id())


def test_rows_are_written_as_save_would_write_them(db, noon):
    person = Person(name="韩梅梅", id_number="110101199003077571", created_at=noon)
    firms = [Organisation(kind="supplier", name=name, created_at=noon) for name in ("甲", "乙")]
    with transaction.atomic(), pipelined():
        insert(person)
        insert(*firms)
        firms[0].name = "丙"
        update(firms[0], "name")

    assert Person.objects.get(pk=person.pk).id_number == "110101199003077571"
    assert set(
        Organisation.objects.filter(pk__in=[firm.pk for firm in firms]).values_list("name", flat=True)
    ) == {
        "丙",
        "乙",
    }
    assert not person._state.adding


def test_a_row_that_is_there_already_is_refused(account):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(account)

"""Staff and partners come in by name and password, and nobody by trying."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from tests.mechanisms.access.conftest import HERE, PASSWORD
from zhanggui.config import settings as house
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, SignIn, SignInTry
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.operations.change_password import change_password
from zhanggui.mechanisms.access.operations.disable_account import disable_account
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.refusals import LockedOut, WeakPassword, WrongCredentials
from zhanggui.mechanisms.access.rules import Origin

Staff = Callable[..., Account]


def enter(at: datetime, name: str = "li.na", password: str = PASSWORD, origin: Origin = HERE) -> SignIn:
    return sign_in_by_password(name=name, password=password, origin=origin, at=at)


def test_the_right_password_opens_and_leaves_a_fact(staff: Staff, noon: datetime) -> None:
    account = staff("li.na")

    sign_in = enter(noon)

    assert sign_in.completed_at == noon
    assert "access.signed_in" in [told.name for told in trail.timeline(account)]


@pytest.fixture
def slow(settings: Settings) -> None:
    """The hash of a real house, in place of the tests' quick one."""
    settings.PASSWORD_HASHERS = house.PASSWORD_HASHERS


def test_passwords_are_kept_by_a_slow_hash(staff: Staff, slow: None) -> None:
    assert staff("li.na").password.startswith("scrypt$")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        pytest.param("li.na", "another-password-1", id="wrong password"),
        pytest.param("nobody", PASSWORD, id="unknown name"),
        pytest.param("public", "!", id="the account of the public"),
        pytest.param("", "", id="nothing"),
        pytest.param("名" * 10_000, "🐲" * 10_000, id="ten thousand characters"),
        pytest.param("li.na' OR 1=1 --", "x", id="an injection"),
    ],
)
def test_anything_else_is_refused_in_the_same_words(
    name: str, password: str, staff: Staff, noon: datetime
) -> None:
    staff("li.na")

    with pytest.raises(WrongCredentials):
        enter(noon, name, password)
    assert not SignIn.objects.exists()


def test_after_five_wrong_tries_even_the_right_password_waits_a_quarter_of_an_hour(
    staff: Staff, noon: datetime
) -> None:
    staff("li.na")
    for second in range(5):
        with pytest.raises(WrongCredentials):
            enter(noon + timedelta(seconds=second), password="wrong")

    with pytest.raises(LockedOut):
        enter(noon + timedelta(minutes=14))
    assert enter(noon + timedelta(minutes=16)).completed_at


def test_a_right_one_in_between_begins_the_count_anew(staff: Staff, noon: datetime) -> None:
    staff("li.na")
    for minute in range(12):
        if minute % 4 == 3:
            enter(noon + timedelta(minutes=minute))
        else:
            with pytest.raises(WrongCredentials):
                enter(noon + timedelta(minutes=minute), password="wrong")


def test_one_address_cannot_try_many_names(staff: Staff, noon: datetime) -> None:
    staff("li.na")
    SignInTry.objects.bulk_create(
        SignInTry(name_hash=str(n), address=HERE.address, outcome="wrong", at=noon) for n in range(50)
    )

    with pytest.raises(LockedOut):
        enter(noon + timedelta(seconds=1))
    assert enter(noon + timedelta(seconds=1), origin=Origin("198.51.100.1")).completed_at


@pytest.mark.django_db(transaction=True)
def test_twenty_tries_at_once_are_no_more_than_five(staff: Staff, noon: datetime) -> None:
    staff("li.na")

    def attempt(n: int) -> type[Exception]:
        try:
            enter(noon, password=f"wrong-{n}")
        except (WrongCredentials, LockedOut) as refusal:
            return type(refusal)
        finally:
            connection.close()
        raise AssertionError("a wrong password opened")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(20)))
    assert (answers.count(WrongCredentials), answers.count(LockedOut)) == (5, 15)


def test_a_disabled_account_stays_outside(staff: Staff, noon: datetime) -> None:
    account = staff("li.na")
    enter(noon)
    disable_account(account_id=account.id, reason="left the house", by=SYSTEM, at=noon)

    assert not SignIn.objects.filter(ended_at=None).exists()
    with pytest.raises(WrongCredentials):
        enter(noon)


def test_changing_the_password_ends_all_sign_ins(staff: Staff, noon: datetime) -> None:
    account = staff("li.na")
    enter(noon)

    change_password(old=PASSWORD, new="another-rainy-day-7", by=account.actor(), at=noon)

    assert not SignIn.objects.filter(ended_at=None).exists()
    assert enter(noon, password="another-rainy-day-7").completed_at


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("short-1", id="short"),
        pytest.param("abcdefghijkl", id="letters only"),
        pytest.param("xxli.na2026xx", id="with the name in it"),
    ],
)
def test_an_easy_password_is_refused(password: str, staff: Staff, noon: datetime) -> None:
    account = staff("li.na")
    with pytest.raises(WeakPassword):
        change_password(old=PASSWORD, new=password, by=account.actor(), at=noon)


def test_where_it_is_required_staff_do_not_enter_without_a_second_factor(
    staff: Staff, noon: datetime, settings: Settings
) -> None:
    staff("li.na", Role.FINANCE)
    settings.STAFF_SECOND_FACTOR = "required"
    assert enter(noon).completed_at is None
    settings.STAFF_SECOND_FACTOR = "optional"
    assert enter(noon).completed_at == noon

"""The second factor counts once, in time, and cannot be guessed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.mechanisms.access.conftest import HERE, PASSWORD
from zhanggui.identity.models import Account, SignIn
from zhanggui.mechanisms.access import second_factors
from zhanggui.mechanisms.access.operations.confirm_second_factor import confirm_second_factor
from zhanggui.mechanisms.access.operations.prepare_second_factor import prepare_second_factor
from zhanggui.mechanisms.access.operations.set_second_factor import set_second_factor
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.refusals import LockedOut, SecondFactorThere, SignInOver, WrongCode


class Enrolled:
    def __init__(self, account: Account, at: datetime) -> None:
        self.account = account
        self.secret = prepare_second_factor(account=account, at=at).secret
        self.recovery = set_second_factor(account=account, code=self.code(at), at=at)

    def code(self, at: datetime) -> str:
        return second_factors.code_at(self.secret, at)

    def begin(self, at: datetime) -> SignIn:
        return sign_in_by_password(name=self.account.username, password=PASSWORD, origin=HERE, at=at)


@pytest.fixture
def enrolled(staff: Callable[..., Account], noon: datetime) -> Enrolled:
    return Enrolled(staff("li.na"), noon)


def confirm(sign_in: SignIn, code: str, at: datetime) -> SignIn:
    return confirm_second_factor(sign_in_id=sign_in.id, code=code, origin=HERE, at=at)


def test_the_code_of_the_app_completes_the_sign_in(enrolled: Enrolled, noon: datetime) -> None:
    sign_in = enrolled.begin(noon)
    assert sign_in.completed_at is None

    assert confirm(sign_in, enrolled.code(noon), noon).completed_at == noon


def test_the_same_code_does_not_count_twice(enrolled: Enrolled, noon: datetime) -> None:
    confirm(enrolled.begin(noon), enrolled.code(noon), noon)

    second = enrolled.begin(noon)
    with pytest.raises(WrongCode):
        confirm(second, enrolled.code(noon), noon)
    assert SignIn.objects.get(pk=second.pk).completed_at is None


@pytest.mark.parametrize(
    ("late", "right"),
    [
        pytest.param(timedelta(seconds=30), True, id="one step late"),
        pytest.param(timedelta(seconds=90), False, id="three steps late"),
    ],
)
def test_a_code_is_good_for_about_a_minute(
    late: timedelta, right: bool, enrolled: Enrolled, noon: datetime
) -> None:
    sign_in, code = enrolled.begin(noon), enrolled.code(noon)
    if right:
        assert confirm(sign_in, code, noon + late).completed_at
    else:
        with pytest.raises(WrongCode):
            confirm(sign_in, code, noon + late)


def test_guessing_is_locked_out(enrolled: Enrolled, noon: datetime) -> None:
    sign_in = enrolled.begin(noon)
    for _ in range(5):
        with pytest.raises(WrongCode):
            confirm(sign_in, "000000", noon)
    with pytest.raises(LockedOut):
        confirm(sign_in, enrolled.code(noon), noon)


def test_ten_minutes_after_the_password_it_is_too_late(enrolled: Enrolled, noon: datetime) -> None:
    sign_in, later = enrolled.begin(noon), noon + timedelta(minutes=11)
    with pytest.raises(SignInOver):
        confirm(sign_in, enrolled.code(later), later)


def test_a_recovery_code_stands_in_once(enrolled: Enrolled, noon: datetime) -> None:
    assert confirm(enrolled.begin(noon), enrolled.recovery[0], noon).completed_at
    with pytest.raises(WrongCode):
        confirm(enrolled.begin(noon), enrolled.recovery[0], noon)


def test_a_confirmed_second_factor_is_not_replaced_from_an_open_page(
    enrolled: Enrolled, noon: datetime
) -> None:
    with pytest.raises(SecondFactorThere):
        prepare_second_factor(account=enrolled.account, at=noon)

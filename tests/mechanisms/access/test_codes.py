"""Customers come in by a code sent to their number: once, in time, and not by guessing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.mechanisms.access.conftest import HERE, MOBILE
from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.mobile import NotAMobileNumber
from zhanggui.identity.models import Account, Consent, SignIn
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.applicants import Customer, Registration
from zhanggui.mechanisms.access.operations.disable_account import disable_account
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.access.operations.register_customer import register_customer
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.operations.sign_in_by_code import sign_in_by_code
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.operations.withdraw_consent import withdraw_consent
from zhanggui.mechanisms.access.refusals import (
    AlreadyRegistered,
    CodeTooSoon,
    ConsentMissing,
    NotConsented,
    NotRegistered,
    WrongCode,
)
from zhanggui.mechanisms.access.rules import Origin

SendCode = Callable[..., str]
BOTH = ("membership", "privacy")


def register(code: str, at: datetime, **other: object) -> SignIn:
    told = {"mobile": MOBILE, "code": code, "name": "王芳", "purposes": BOTH} | other
    return register_customer(registration=Registration(**told), origin=HERE, at=at)  # type: ignore[arg-type]


def enter(code: str, at: datetime, mobile: str = MOBILE) -> SignIn:
    return sign_in_by_code(mobile=mobile, code=code, origin=HERE, at=at)


@pytest.fixture
def customer(db: None, noon: datetime) -> Account:
    return open_customer_account(customer=Customer(name="王芳", mobile=MOBILE), by=SYSTEM, at=noon)


def test_a_customer_registers_with_consents_by_version(
    texts: None, send_code: SendCode, noon: datetime
) -> None:
    account = register(send_code(noon), noon).account

    assert account.roles == {Role.CUSTOMER}
    assert {(c.purpose, c.text.version) for c in Consent.objects.all()} == {(p, 1) for p in BOTH}
    assert account.shown_mobile == "138****1234"


def test_the_database_never_sees_number_or_code(texts: None, send_code: SendCode, noon: datetime) -> None:
    code = send_code(noon)
    register(code, noon)
    tables = (
        "identity_account",
        "identity_textmessage",
        "identity_signincode",
        "procrastinate_jobs",
        "trail_fact",
    )
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, '|'), '') FROM {table} t")
            seen = cursor.fetchone()[0]
            assert MOBILE not in seen, table
            assert f" {code}" not in seen, table
            assert seen or table == "identity_account"


def test_a_code_opens_once(customer: Account, send_code: SendCode, noon: datetime) -> None:
    code = send_code(noon)
    enter(code, noon)

    with pytest.raises(WrongCode):
        enter(code, noon)
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(
    ("late", "digits"),
    [
        pytest.param(timedelta(minutes=5), "", id="five minutes old"),
        pytest.param(timedelta(0), "abcdef", id="letters"),
        pytest.param(timedelta(0), "１２３４５６", id="full-width digits of another code"),
        pytest.param(timedelta(0), "9" * 10_000, id="ten thousand digits"),
    ],
)
def test_another_code_does_not_open(
    late: timedelta, digits: str, customer: Account, send_code: SendCode, noon: datetime
) -> None:
    code = send_code(noon)
    with pytest.raises(WrongCode):
        enter(digits or code, noon + late)
    assert not SignIn.objects.exists()


def test_a_newer_code_makes_the_older_one_void(
    customer: Account, send_code: SendCode, noon: datetime
) -> None:
    old = send_code(noon)
    later = noon + timedelta(seconds=61)
    new = send_code(later)
    if old != new:
        with pytest.raises(WrongCode):
            enter(old, later)
    assert enter(new, later)


def test_after_five_wrong_digits_the_right_ones_come_too_late(
    customer: Account, send_code: SendCode, noon: datetime
) -> None:
    code = send_code(noon)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            enter(wrong, noon)
    with pytest.raises(WrongCode):
        enter(code, noon)


def test_codes_are_sent_at_a_measured_pace(send_code: SendCode, noon: datetime) -> None:
    send_code(noon)
    with nothing_changes(), pytest.raises(CodeTooSoon):
        send_code(noon + timedelta(seconds=59))
    for minute in range(1, 5):
        send_code(noon + timedelta(minutes=2 * minute))
    with pytest.raises(CodeTooSoon):
        send_code(noon + timedelta(minutes=30))
    send_code(noon + timedelta(minutes=61))


def test_one_address_cannot_have_codes_sent_to_the_whole_town(send_code: SendCode, noon: datetime) -> None:
    for n in range(20):
        send_code(noon, mobile=f"138000{n:05}")
    with pytest.raises(CodeTooSoon):
        send_code(noon, mobile="13900000001")
    send_code(noon, mobile="13900000001", origin=Origin("198.51.100.1"))


def test_an_unknown_number_is_asked_to_register_with_the_same_code(
    texts: None, send_code: SendCode, noon: datetime
) -> None:
    code = send_code(noon)
    with pytest.raises(NotRegistered):
        enter(code, noon)
    assert register(code, noon)


def test_nobody_learns_who_is_a_customer_without_holding_the_phone(
    customer: Account, send_code: SendCode, noon: datetime
) -> None:
    send_code(noon)
    for mobile in (MOBILE, "13900000001"):
        with pytest.raises(WrongCode):
            enter("000000x", noon, mobile)


def test_a_number_registers_once(customer: Account, texts: None, send_code: SendCode, noon: datetime) -> None:
    with pytest.raises(AlreadyRegistered):
        register(send_code(noon), noon)
    with nothing_changes(), pytest.raises(AlreadyRegistered):
        open_customer_account(customer=Customer(mobile="+86 138-0000-1234"), by=SYSTEM, at=noon)


def test_without_the_necessary_consents_nobody_registers(
    texts: None, send_code: SendCode, noon: datetime
) -> None:
    code = send_code(noon)
    with nothing_changes(), pytest.raises(ConsentMissing):
        register(code, noon, purposes=("membership", "marketing"))


def test_a_disabled_customer_stays_outside(customer: Account, send_code: SendCode, noon: datetime) -> None:
    disable_account(account_id=customer.id, reason="abuse", by=SYSTEM, at=noon)
    with pytest.raises(WrongCode):
        enter(send_code(noon), noon)


def test_a_customer_may_use_a_password_with_the_number(
    texts: None, send_code: SendCode, noon: datetime
) -> None:
    register(send_code(noon), noon, password="a-rainy-day-2026")
    entered = sign_in_by_password(name="138 0000 1234", password="a-rainy-day-2026", origin=HERE, at=noon)
    assert entered.completed_at


@pytest.mark.parametrize(
    "mobile",
    [
        pytest.param("", id="nothing"),
        pytest.param("12800001234", id="a prefix that does not exist"),
        pytest.param("1380000123", id="one digit short"),
        pytest.param("+1 202 555 0100", id="another country"),
        pytest.param("1380000123４５", id="one digit long, in full width"),
        pytest.param("🐲" * 10_000, id="ten thousand dragons"),
    ],
)
def test_what_is_no_mobile_number_is_refused(mobile: str, noon: datetime, db: None) -> None:
    with nothing_changes(), pytest.raises(NotAMobileNumber):
        request_sign_in_code(mobile=mobile, origin=HERE, at=noon)


def test_a_consent_is_taken_back_as_easily_as_it_was_given(
    texts: None, customer: Account, noon: datetime
) -> None:
    me = customer.actor()
    give_consent(purpose="marketing", channel="web", by=me, at=noon)
    give_consent(purpose="marketing", channel="web", by=me, at=noon)
    assert Consent.objects.filter(withdrawn_at=None).count() == 1

    withdraw_consent(purpose="marketing", channel="web", by=me, at=noon)

    assert not Consent.objects.filter(withdrawn_at=None).exists()
    with pytest.raises(NotConsented):
        withdraw_consent(purpose="marketing", channel="web", by=me, at=noon)

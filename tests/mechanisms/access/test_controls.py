"""The controls of the door: green when all is in order, red when it is not."""

from collections.abc import Callable
from datetime import datetime

from pytest_django import Settings

from tests.mechanisms.access.conftest import HERE, PASSWORD
from tests.vocabulary import behind_the_back
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access import controls, second_factors
from zhanggui.mechanisms.access.applicants import Customer
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.access.operations.prepare_second_factor import prepare_second_factor
from zhanggui.mechanisms.access.operations.set_second_factor import set_second_factor
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.controls import Status

Staff = Callable[..., Account]


def test_three_posts_by_three_people(staff: Staff, noon: datetime) -> None:
    assert controls.administrators_separate(noon).status == Status.NO_DATA
    first = staff("one", Role.SYSTEM_ADMIN)
    assert controls.administrators_separate(noon).status == Status.AT_RISK
    staff("two", Role.SECURITY_ADMIN)
    staff("three", Role.AUDIT_ADMIN)
    assert controls.administrators_separate(noon).status == Status.KEPT
    with behind_the_back() as change:
        change("UPDATE identity_account SET person_id = %s", [first.person_id])
    assert controls.administrators_separate(noon).status == Status.BROKEN


def test_staff_without_a_second_factor_are_a_risk(staff: Staff, noon: datetime, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = "optional"
    assert controls.second_factors(noon).status == Status.NO_DATA
    account = staff("li.na", Role.FINANCE)
    sign_in_by_password(name="li.na", password=PASSWORD, origin=HERE, at=noon)
    assert controls.second_factors(noon).status == Status.AT_RISK
    secret = prepare_second_factor(account=account, at=noon).secret
    set_second_factor(account=account, code=second_factors.code_at(secret, noon), at=noon)
    assert controls.second_factors(noon).status == Status.KEPT


def test_customers_without_consent_are_a_breach(texts: None, noon: datetime) -> None:
    assert controls.consents_on_record(noon).status == Status.NO_DATA
    both = ("membership", "privacy")
    open_customer_account(
        customer=Customer(mobile="13800001234", purposes=both, channel="phone"), by=SYSTEM, at=noon
    )
    assert controls.consents_on_record(noon).status == Status.KEPT
    open_customer_account(customer=Customer(mobile="13800001235", purposes=both[:1]), by=SYSTEM, at=noon)
    evidence = controls.consents_on_record(noon)
    assert (evidence.status, evidence.records.count) == (Status.BROKEN, 1)

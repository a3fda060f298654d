"""Who may do what is granted by somebody else, and the three administrators are three people."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.vocabulary import nothing_changes
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.mobile import NotAMobileNumber
from zhanggui.identity.models import Account, Grant
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound
from zhanggui.mechanisms.access.applicants import Customer, NewAccount
from zhanggui.mechanisms.access.operations.change_staff_contact import change_staff_contact
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.operations.open_customer_account import open_customer_account
from zhanggui.mechanisms.access.operations.open_staff_account import open_staff_account
from zhanggui.mechanisms.access.operations.revoke_role import revoke_role
from zhanggui.mechanisms.access.refusals import (
    AdministratorsSeparate,
    AlreadyGranted,
    NameTaken,
    NotAnIdNumber,
    NotGranted,
    NotToOneself,
    RoleNotFitting,
)

Staff = Callable[..., Account]
ID_NUMBER = "11010519491231002X"


def test_the_security_administrator_grants_and_revokes(staff: Staff, noon: datetime) -> None:
    guard, agent = staff("guard", Role.SECURITY_ADMIN), staff("agent")

    grant_role(account_id=agent.id, role=Role.CS_AGENT, by=guard.actor(), at=noon)
    assert Account.objects.get(pk=agent.pk).roles == {Role.CS_AGENT}

    revoke_role(account_id=agent.id, role=Role.CS_AGENT, by=guard.actor(), at=noon)
    assert Account.objects.get(pk=agent.pk).roles == frozenset()
    with pytest.raises(NotGranted):
        revoke_role(account_id=agent.id, role=Role.CS_AGENT, by=guard.actor(), at=noon)


@pytest.mark.parametrize(
    "role", [pytest.param(role, id=role.value) for role in Role if role is not Role.SECURITY_ADMIN]
)
def test_nobody_else_grants(role: Role, staff: Staff, noon: datetime) -> None:
    somebody, agent = staff("somebody"), staff("agent")
    actor = somebody.actor().within(request_id="", via="test")
    object.__setattr__(actor, "roles", frozenset({role}) - {Role.SERVICE})

    with nothing_changes(), pytest.raises(NotAllowed):
        grant_role(account_id=agent.id, role=Role.CS_AGENT, by=actor, at=noon)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        pytest.param(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, id="system, then security"),
        pytest.param(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, id="security, then audit"),
        pytest.param(Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, id="audit, then system"),
    ],
)
@pytest.mark.parametrize(
    "second", [pytest.param(False, id="one account"), pytest.param(True, id="two accounts")]
)
def test_nobody_is_two_administrators(
    held: Role, wanted: Role, second: bool, staff: Staff, noon: datetime
) -> None:
    account = staff("one", held, id_number=ID_NUMBER)
    other = staff("two", id_number=ID_NUMBER) if second else account

    with nothing_changes(), pytest.raises(AdministratorsSeparate):
        grant_role(account_id=other.id, role=wanted, by=SYSTEM, at=noon)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(account=other, role=wanted, granted_by=account, granted_at=noon)


def test_nobody_grants_to_themselves_even_under_a_second_account(staff: Staff, noon: datetime) -> None:
    guard = staff("guard", Role.SECURITY_ADMIN, id_number=ID_NUMBER)
    second = staff("second", id_number=ID_NUMBER.lower())

    assert second.person_id == guard.person_id
    for account in (guard, second):
        with nothing_changes(), pytest.raises(NotToOneself):
            grant_role(account_id=account.id, role=Role.FINANCE, by=guard.actor(), at=noon)


def test_a_role_is_held_once(staff: Staff, noon: datetime) -> None:
    agent = staff("agent", Role.CS_AGENT)
    with nothing_changes(), pytest.raises(AlreadyGranted):
        grant_role(account_id=agent.id, role=Role.CS_AGENT, by=SYSTEM, at=noon)


def test_a_customer_does_not_become_staff(db: None, noon: datetime) -> None:
    customer = open_customer_account(customer=Customer(name="王芳"), by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(RoleNotFitting):
        grant_role(account_id=customer.id, role=Role.FINANCE, by=SYSTEM, at=noon)


def test_a_taken_name_is_refused(staff: Staff, noon: datetime) -> None:
    staff("agent")
    with nothing_changes(), pytest.raises(NameTaken):
        staff("agent")


def test_a_wrong_check_digit_is_refused(db: None, noon: datetime) -> None:
    new = NewAccount(username="agent", name="A", password="a-rainy-day-2026", id_number="110105194912310021")
    with nothing_changes(), pytest.raises(NotAnIdNumber):
        open_staff_account(new=new, by=SYSTEM, at=noon)


def test_a_number_of_the_staff_gets_messages_and_opens_no_door(staff: Staff, noon: datetime) -> None:
    admin, writer = staff("admin", Role.SYSTEM_ADMIN), staff("writer")
    told = {"email": " writer@example.com ", "mobile": "139 0000 0001"}
    change_staff_contact(account_id=writer.id, by=admin.actor(), at=noon, **told)
    writer.refresh_from_db()
    assert (writer.email, writer.mobile, writer.mobile_hash) == ("writer@example.com", "13900000001", None)

    change_staff_contact(account_id=writer.id, email="", mobile="", by=admin.actor(), at=noon)
    writer.refresh_from_db()
    assert (writer.email, writer.mobile) == ("", None)


@pytest.mark.parametrize(
    ("role", "of_the_house", "told", "refusal"),
    [
        pytest.param(Role.CS_AGENT, True, {}, NotAllowed, id="not by a colleague"),
        pytest.param(Role.SYSTEM_ADMIN, False, {}, NotFound, id="not of a customer"),
        pytest.param(Role.SYSTEM_ADMIN, True, {"email": "nowhere"}, Malformed, id="no address"),
        pytest.param(Role.SYSTEM_ADMIN, True, {"mobile": "12"}, NotAMobileNumber, id="no number"),
    ],
)
def test_what_is_no_contact_of_the_staff_is_not_entered(
    staff: Staff,
    noon: datetime,
    role: Role,
    of_the_house: bool,
    told: dict[str, str],
    refusal: type[Exception],
) -> None:
    by = staff("admin", role)
    customer = open_customer_account(customer=Customer(name="顾客"), by=SYSTEM, at=noon)
    account = staff("writer") if of_the_house else customer
    with nothing_changes(), pytest.raises(refusal):
        change_staff_contact(
            account_id=account.id, **{"email": "", "mobile": ""} | told, by=by.actor(), at=noon
        )

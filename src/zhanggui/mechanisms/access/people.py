"""Making accounts: what all verbs that open one share."""

import re
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account, Grant, Person
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.access import rules
from zhanggui.mechanisms.access.applicants import Customer, NewAccount
from zhanggui.mechanisms.access.refusals import BadName, NameTaken, NotAnIdNumber, WeakPassword
from zhanggui.schema.encrypted import keyed_hash
from zhanggui.schema.rows import insert
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("identity_account_username_key", NameTaken)


def open_account(new: NewAccount, *, organisation_id: UUID | None, at: datetime) -> Account:
    """An account with a password for this person; the person is found again by their identity card."""
    if not re.fullmatch(r"[A-Za-z0-9._\-]{3,64}", new.username):
        raise BadName
    if new.password is not None:
        refuse_weak(new.password, new.username)
    if Account.objects.filter(username=new.username).exists():
        raise NameTaken(username=new.username)
    with refusing():
        return Account.objects.create(
            username=new.username,
            person=person(new.name, new.id_number, at),
            organisation_id=organisation_id,
            email=new.email,
            password=make_password(new.password),
            created_at=at,
        )


def open_customer(customer: Customer, *, opened_by: UUID, at: datetime, password: str = "") -> Account:
    """An account for somebody who buys, with the role of one."""
    mobile = mobile_number(customer.mobile) if customer.mobile else None
    account_id = new_id()
    human = Person(name=customer.name[:60], created_at=at)
    account = Account(
        id=account_id,
        username=f"customer-{account_id.hex[-16:]}",
        person=human,
        mobile=mobile,
        mobile_hash=mobile and keyed_hash(mobile),
        password=make_password(password or None),
        created_at=at,
    )
    role = Grant(account=account, person=human, role=Role.CUSTOMER, granted_by_id=opened_by, granted_at=at)
    for row in (human, account, role):
        insert(row)
    return account


def person(name: str, id_number: str, at: datetime) -> Person:
    """The human being of this identity card, or a new one."""
    if not id_number:
        return Person.objects.create(name=name[:60], created_at=at)
    try:
        number = str(ric.validate(id_number))
    except ValidationError as problem:
        raise NotAnIdNumber from problem
    known, _ = Person.objects.get_or_create(
        id_number_hash=keyed_hash(number),
        defaults={"name": name[:60], "id_number": number, "created_at": at},
    )
    return known


def refuse_weak(password: str, username: str) -> None:
    """Refuse a password that is too easy."""
    if rules.weak(password, username):
        raise WeakPassword

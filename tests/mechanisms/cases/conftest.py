"""Who complains, who handles it, and the case between them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.people import somebody
from tests.sample.policies import CASE
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.trail import Subject

OpenCase = Callable[..., Case]


@pytest.fixture
def customer(db: None) -> Actor:
    return somebody("Customer", Role.CUSTOMER)


@pytest.fixture
def agent(db: None) -> Actor:
    return somebody("Agent", Role.CS_AGENT)


@pytest.fixture
def supervisor(db: None) -> Actor:
    return somebody("Supervisor", Role.CS_SUPERVISOR)


@pytest.fixture
def outsider(db: None) -> Actor:
    return somebody("Outsider", Role.CUSTOMER)


@pytest.fixture
def open_case(customer: Actor, noon: datetime) -> OpenCase:
    def open_one(severity: str = "major", at: datetime = noon) -> Case:
        opening = Opening(
            subject=Subject(type="sample.trouble", id=new_id()),
            title="It broke",
            severity=severity,
            text="It broke on the first day",
            party_id=customer.account_id,
        )
        return cases.open_case(CASE, opening, by=customer, at=at)

    return open_one

"""Who writes, reads, visits and signs."""

from collections.abc import Callable

import pytest
from django.db import connection

from tests.people import somebody
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role


@pytest.fixture
def author(db: None) -> Actor:
    return somebody("Author", Role.SUPPLIER)


@pytest.fixture
def reader(db: None) -> Actor:
    return somebody("Reader", Role.PRODUCT_REVIEWER)


@pytest.fixture
def second_reader(db: None) -> Actor:
    return somebody("Second reader", Role.PRODUCT_REVIEWER)


@pytest.fixture
def visitor(db: None) -> Actor:
    return somebody("Visitor", Role.SUPPLIER_MANAGER)


@pytest.fixture
def signer(db: None) -> Actor:
    return somebody("Signer", Role.EXECUTIVE)


@pytest.fixture
def everything(db: None) -> Actor:
    """Somebody who holds every post."""
    return somebody("Everything", Role.PRODUCT_REVIEWER, Role.SUPPLIER_MANAGER, Role.EXECUTIVE)


@pytest.fixture
def unguarded(db: None) -> Callable[..., None]:
    """Runs a statement as somebody who has switched the triggers off."""

    def run(statement: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, values)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    return run

"""People for tests: each with an account, or with several."""

from datetime import UTC, datetime
from uuid import UUID

from zhanggui.identity.actor import SYSTEM_ACCOUNT, Actor
from zhanggui.identity.models import Account, Grant, Organisation, Person
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def somebody(name: str, *roles: Role, organisation: Organisation | None = None) -> Actor:
    """A new person with one account that holds these roles."""
    person = Person.objects.create(name=name, created_at=LONG_AGO)
    return another_account(person.id, *roles, organisation=organisation)


def another_account(person_id: UUID, *roles: Role, organisation: Organisation | None = None) -> Actor:
    """One more account of the same person."""
    account = Account.objects.create(
        username=f"u-{new_id()}", person_id=person_id, organisation=organisation, created_at=LONG_AGO
    )
    Grant.objects.bulk_create(
        Grant(account=account, role=role, granted_by_id=SYSTEM_ACCOUNT, granted_at=LONG_AGO) for role in roles
    )
    return account.actor()


def firm(name: str, kind: str = Organisation.Kind.SUPPLIER) -> Organisation:
    """A new organisation."""
    return Organisation.objects.create(kind=kind, name=name, created_at=LONG_AGO)

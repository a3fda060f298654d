"""People for tests: each with an account, or with several."""

from datetime import UTC, date, datetime
from uuid import UUID

from zhanggui.domain.training.models import Certificate
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import SYSTEM_ACCOUNT, Actor
from zhanggui.identity.models import Account, Grant, Organisation, Person
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
KEY_POSTS = {Role.HOST, Role.PRODUCT_REVIEWER, Role.AD_REVIEWER, Role.PRICE_APPROVER}


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
    for role in sorted(KEY_POSTS.intersection(roles)):
        certify(person_id, Post(role.value))
    return account.actor()


def certify(person_id: UUID, post: Post, *, until: date = date(2029, 12, 31)) -> Certificate:
    """A certificate for this post, valid since long ago."""
    return Certificate.objects.create(
        number=str(new_id()),
        person_id=person_id,
        post=post,
        issuer="考试中心",
        valid_from=date(2020, 1, 1),
        valid_to=until,
        registered_by_id=SYSTEM_ACCOUNT,
        registered_at=LONG_AGO,
    )


def firm(name: str, kind: str = Organisation.Kind.SUPPLIER) -> Organisation:
    """A new organisation."""
    return Organisation.objects.create(kind=kind, name=name, created_at=LONG_AGO)

"""Giving a role: never to oneself, and never two administrator's posts to one person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Grant
from zhanggui.identity.roles import EXCLUSIVE, STAFF, WATCHING, Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import GRANT_ROLE
from zhanggui.mechanisms.access.facts import RoleGranted
from zhanggui.mechanisms.access.refusals import (
    AdministratorsSeparate,
    AlreadyDisabled,
    AlreadyGranted,
    AuditorsIndependent,
    NotToOneself,
    RoleNotFitting,
)
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("identity_grant_once", AlreadyGranted)
refuse_as("identity_administrators_are_three_people", AdministratorsSeparate)


@transaction.atomic
def grant_role(*, account_id: UUID, role: Role, by: Actor, at: datetime) -> Grant:
    """Give this account a role of the house from now on."""
    by.require(GRANT_ROLE)
    account = Account.objects.locked().filter(pk=account_id).first()
    if account is None:
        raise NotFound
    _refuse_unfitting(account, role, by)
    with refusing():
        grant = Grant.objects.create(
            account=account, person=account.person, role=role, granted_by_id=by.account_id, granted_at=at
        )
    trail.record(RoleGranted(username=account.username, role=role), on=account, by=by, at=at)
    return grant


def _refuse_unfitting(account: Account, role: Role, by: Actor) -> None:
    if not account.is_active:
        raise AlreadyDisabled
    if by.person_id is not None and by.person_id == account.person_id:
        raise NotToOneself
    if role not in STAFF or not account.roles <= STAFF:
        raise RoleNotFitting(role=role)
    held = Grant.objects.filter(revoked_at=None, role__in=EXCLUSIVE, person=account.person_id)
    if role in EXCLUSIVE and account.person and held.exclude(account=account, role=role).exists():
        raise AdministratorsSeparate(name=account.person.name)
    _refuse_auditor_who_runs(account, role)
    if account.grants.filter(role=role, revoked_at=None).exists():
        raise AlreadyGranted(role=role)


def _refuse_auditor_who_runs(account: Account, role: Role) -> None:
    """An internal auditor reads everything and runs nothing, under whatever accounts (B-9.4.1)."""
    others = Grant.objects.filter(revoked_at=None, person=account.person_id, person__isnull=False)
    audits = others.filter(role=Role.INTERNAL_AUDITOR)
    runs = others.filter(role__in=STAFF - WATCHING)
    if (role == Role.INTERNAL_AUDITOR and runs.exists()) or (role not in WATCHING and audits.exists()):
        raise AuditorsIndependent

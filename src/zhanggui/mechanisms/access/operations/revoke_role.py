"""Taking a role away: at once, in every open page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import GRANT_ROLE
from zhanggui.mechanisms.access.facts import RoleRevoked
from zhanggui.mechanisms.access.refusals import NotGranted


@transaction.atomic
def revoke_role(*, account_id: UUID, role: Role, by: Actor, at: datetime, reason: str = "") -> None:
    """Take this role from the account. The next request of its owner comes without it."""
    by.require(GRANT_ROLE)
    account = Account.objects.locked().filter(pk=account_id).first()
    if account is None:
        raise NotFound
    grant = account.grants.filter(role=role, revoked_at=None).first()
    if grant is None:
        raise NotGranted(role=role)
    grant.revoked_at, grant.revoked_by_id = at, by.account_id
    grant.save(update_fields=["revoked_at", "revoked_by"])
    told = RoleRevoked(username=account.username, role=role)
    trail.record(told, on=account, by=by, at=at, reason=reason)

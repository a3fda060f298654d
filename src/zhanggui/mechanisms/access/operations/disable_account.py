"""Disabling an account: its owner is out at once and does not come in again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import DISABLE_ACCOUNT
from zhanggui.mechanisms.access.facts import AccountDisabled
from zhanggui.mechanisms.access.refusals import AlreadyDisabled


@transaction.atomic
def disable_account(*, account_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Close this account for good. Its history stays; a new account may be opened."""
    by.require(DISABLE_ACCOUNT)
    account = Account.objects.locked().filter(pk=account_id).first()
    if account is None:
        raise NotFound
    if not account.is_active:
        raise AlreadyDisabled
    account.disabled_at = at
    account.save(update_fields=["disabled_at"])
    account.sign_ins.filter(ended_at=None).update(ended_at=at)
    trail.record(AccountDisabled(username=account.username), on=account, by=by, at=at, reason=reason)

"""Choosing another password."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import people
from zhanggui.mechanisms.access.facts import PasswordChanged
from zhanggui.mechanisms.access.refusals import WrongCredentials


@transaction.atomic
def change_password(*, old: str, new: str, by: Actor, at: datetime) -> None:
    """Change one's own password, knowing the old one. All sign-ins end, this one too."""
    account = Account.objects.locked().get(pk=by.account_id)
    if not check_password(old, account.password):
        raise WrongCredentials
    people.refuse_weak(new, account.username)
    account.password = make_password(new)
    account.save(update_fields=["password"])
    account.sign_ins.filter(ended_at=None).update(ended_at=at)
    trail.record(PasswordChanged(username=account.username), on=account, by=by, at=at)

"""Choosing a password by a code sent to one's number: the first one, or after forgetting it."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import codes, people
from zhanggui.mechanisms.access.facts import PasswordChanged
from zhanggui.mechanisms.access.refusals import WrongCode


def set_password(*, code: str, new: str, by: Actor, at: datetime) -> None:
    """Set one's own password, holding the phone of the account. All sign-ins end, this one too.

    Not one transaction: a wrong try must count. Raises ``WrongCode`` and ``WeakPassword``.
    """
    account = Account.objects.get(pk=by.account_id)
    if not account.mobile:
        raise WrongCode
    people.refuse_weak(new, account.mobile)
    sent = codes.check(account.mobile, code, at)
    with transaction.atomic():
        codes.use(sent, at)
        account = Account.objects.locked().get(pk=by.account_id)
        account.password = make_password(new)
        account.save(update_fields=["password"])
        account.sign_ins.filter(ended_at=None).update(ended_at=at)
        trail.record(PasswordChanged(username=account.username), on=account, by=by, at=at)

"""Doing without the authenticator app again, where nobody asks for one."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, RecoveryCode, SecondFactor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import second_factors, tries
from zhanggui.mechanisms.access.facts import SecondFactorDropped
from zhanggui.mechanisms.access.refusals import SecondFactorDue, WrongCode
from zhanggui.mechanisms.access.rules import Origin


def drop_second_factor(*, code: str, origin: Origin, by: Actor, at: datetime) -> None:
    """Remove one's own second factor, proving that one still has it.

    Not one transaction: a wrong try must count. Raises ``SecondFactorDue`` for staff, who must have one,
    ``WrongCode`` and ``LockedOut``.
    """
    account = Account.objects.get(pk=by.account_id)
    if account.is_staff and settings.STAFF_SECOND_FACTOR == "required":
        raise SecondFactorDue
    try_id = tries.spend_try(f"second-factor:{account.pk}", origin, at)
    with transaction.atomic():
        factor = SecondFactor.objects.locked().filter(account=account, confirmed_at__isnull=False).first()
        step = factor and second_factors.matching_step(factor.secret, code, at, after=factor.last_step)
        if factor is not None and step is not None:
            tries.was_right(try_id)
            factor.delete()
            RecoveryCode.objects.filter(account=account, used_at=None).delete()
            told = SecondFactorDropped(username=account.username)
            trail.record(told, on=account, by=by, at=at)
            return
    raise WrongCode

"""Codes sent to mobile numbers: each try is counted before it is looked at."""

import hmac
from datetime import datetime

from django.db import transaction
from django.db.models import F

from zhanggui.identity.models import SignInCode
from zhanggui.mechanisms.access import rules
from zhanggui.mechanisms.access.refusals import WrongCode
from zhanggui.schema.encrypted import keyed_hash


def check(number: str, digits: str, at: datetime) -> SignInCode:
    """The code of this number, if these are its digits and it is neither old, used nor tried too often.

    The try counts even if what follows is refused: it is a transaction of its own, never part of another that
    might be taken back. Raises ``WrongCode``, the same for every reason.
    """
    with transaction.atomic(durable=True):
        newest = SignInCode.objects.locked().filter(mobile_hash=keyed_hash(number)).reverse().first()
        if newest is not None:
            SignInCode.objects.filter(pk=newest.pk).update(tries=F("tries") + 1)
    if newest is None or newest.used_at or at >= newest.expires_at or newest.tries >= rules.CODE_TRIES:
        raise WrongCode
    if not hmac.compare_digest(newest.code_hash, keyed_hash(f"{newest.id}:{digits.strip()}")):
        raise WrongCode
    return newest


def use(code: SignInCode, at: datetime) -> None:
    """Spend the code: of two who bring it at the same moment, one comes too late."""
    if not SignInCode.objects.filter(pk=code.pk, used_at=None).update(used_at=at):
        raise WrongCode

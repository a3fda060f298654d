"""The second factor: what completes a sign-in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.models import RecoveryCode, SecondFactor, SignIn
from zhanggui.mechanisms.access import entrances, rules, second_factors, tries
from zhanggui.mechanisms.access.refusals import SignInOver, WrongCode
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash


def confirm_second_factor(*, sign_in_id: UUID, code: str, origin: Origin, at: datetime) -> SignIn:
    """Complete a sign-in by the digits of the authenticator app, or by a recovery code.

    A code counts once. Wrong ones count towards the lock-out. Raises ``WrongCode``, ``SignInOver`` (ten
    minutes after the password) and ``LockedOut``.
    """
    pending = SignIn.objects.filter(pk=sign_in_id, completed_at=None, ended_at=None).first()
    if pending is None or at > pending.begun_at + rules.SECOND_FACTOR_WITHIN:
        raise SignInOver
    try_id = tries.spend_try(f"second-factor:{pending.account_id}", origin, at)
    with transaction.atomic():
        sign_in = SignIn.objects.locked().select_related("account").get(pk=sign_in_id)
        used = _use_app(sign_in, code, at) or _use_recovery(sign_in, code, at)
        if used:
            sign_in.completed_at = sign_in.seen_at = at
            sign_in.save(update_fields=["completed_at", "seen_at"])
            tries.was_right(try_id)
            entrances.tell_entered(sign_in, at, second_factor=used)
    if not used:
        entrances.tell_refused(pending.account, origin, "second factor", at)
        raise WrongCode
    return sign_in


def _use_app(sign_in: SignIn, code: str, at: datetime) -> str:
    factor = SecondFactor.objects.locked().filter(account=sign_in.account, confirmed_at__isnull=False).first()
    if factor is None:
        return ""
    step = second_factors.matching_step(factor.secret, code, at, after=factor.last_step)
    if step is None:
        return ""
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return "app"


def _use_recovery(sign_in: SignIn, code: str, at: datetime) -> str:
    code_hash = keyed_hash(f"recovery:{sign_in.account_id}:{code.strip().lower()}")
    used = RecoveryCode.objects.filter(account=sign_in.account, code_hash=code_hash, used_at=None)
    return "recovery code" if used.update(used_at=at) else ""

"""Proving that the authenticator app works: from now on it is asked for."""

import secrets
from datetime import datetime

from django.db import transaction

from zhanggui.identity.models import Account, RecoveryCode, SecondFactor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import second_factors
from zhanggui.mechanisms.access.facts import SecondFactorSet
from zhanggui.mechanisms.access.refusals import SecondFactorThere, WrongCode
from zhanggui.schema.encrypted import keyed_hash

RECOVERY_CODES = 8


@transaction.atomic
def set_second_factor(*, account: Account, code: str, at: datetime) -> list[str]:
    """Confirm the prepared secret by a code of the app. The answer is the recovery codes, shown only now."""
    factor = SecondFactor.objects.locked().filter(account=account).first()
    if factor is None:
        raise WrongCode
    if factor.confirmed_at:
        raise SecondFactorThere
    # The step itself is not spent: somebody who sets the app up while signing in types the same code again.
    if second_factors.matching_step(factor.secret, code, at, after=0) is None:
        raise WrongCode
    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at"])
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=keyed_hash(f"recovery:{account.pk}:{each}"), created_at=at)
        for each in codes
    )
    told = SecondFactorSet(username=account.username)
    trail.record(told, on=account, by=account.actor(via="door"), at=at)
    return codes

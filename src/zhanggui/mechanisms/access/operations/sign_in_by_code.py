"""Coming in by a code sent to the mobile number."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account, SecondFactor, SignIn
from zhanggui.mechanisms.access import codes, entrances
from zhanggui.mechanisms.access.refusals import NotRegistered, WrongCode
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash


def sign_in_by_code(*, mobile: str, code: str, origin: Origin, at: datetime) -> SignIn:
    """Let a customer in who holds the phone. Not one transaction: a wrong try must count.

    Where the account has a second factor, the sign-in waits for it (``completed_at`` is then empty).

    Raises ``WrongCode``; and ``NotRegistered`` with the code unspent, so that the same code registers.
    """
    number = mobile_number(mobile)
    sent = codes.check(number, code, at)
    account = Account.objects.filter(mobile_hash=keyed_hash(number)).first()
    if account is None:
        raise NotRegistered
    if not account.is_active:
        raise WrongCode
    with transaction.atomic():
        codes.use(sent, at)
        due = SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()
        sign_in = entrances.begin(account, origin, at, complete=not due)
        if not due:
            entrances.tell_entered(sign_in, at, second_factor="none")
    return sign_in

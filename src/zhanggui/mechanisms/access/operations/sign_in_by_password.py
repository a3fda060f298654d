"""Coming in by name and password."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from zhanggui.identity.mobile import NotAMobileNumber, mobile_number
from zhanggui.identity.models import Account, SecondFactor, SignIn
from zhanggui.mechanisms.access import entrances, tries
from zhanggui.mechanisms.access.refusals import WrongCredentials
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash


def sign_in_by_password(*, name: str, password: str, origin: Origin, at: datetime) -> SignIn:
    """Let somebody in who knows the password; customers may write their mobile number as the name.

    The sign-in is complete unless a second factor is due (``completed_at`` is then empty): the account
    has one, or it is of the house and the setting ``STAFF_SECOND_FACTOR`` asks for one. Not one
    transaction: a wrong try must count. Raises ``WrongCredentials`` and ``LockedOut``.
    """
    try_id = tries.spend_try(name, origin, at)
    account = _account(name)
    if account is None:
        make_password(password)  # as slow as a wrong password: the answer tells nobody which names exist
        raise WrongCredentials
    right = check_password(password, account.password)
    if not right or not account.is_active:
        entrances.tell_refused(account, origin, "password" if not right else "disabled", at)
        raise WrongCredentials
    tries.was_right(try_id)
    return _enter(account, origin, at)


@transaction.atomic
def _enter(account: Account, origin: Origin, at: datetime) -> SignIn:
    confirmed = SecondFactor.objects.filter(account=account, confirmed_at__isnull=False).exists()
    due = confirmed or (account.is_staff and settings.STAFF_SECOND_FACTOR == "required")
    sign_in = entrances.begin(account, origin, at, complete=not due)
    if not due:
        entrances.tell_entered(sign_in, at, second_factor="none")
    return sign_in


def _account(name: str) -> Account | None:
    by_name = Account.objects.filter(username=name.strip()[:64]).first()
    if by_name is not None:
        return by_name
    try:
        number = mobile_number(name)
    except NotAMobileNumber:
        return None
    return Account.objects.filter(mobile_hash=keyed_hash(number)).first()

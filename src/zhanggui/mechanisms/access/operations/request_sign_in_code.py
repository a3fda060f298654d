"""A one-time code to a mobile number."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.identity.actor import PUBLIC
from zhanggui.identity.mobile import masked, mobile_number
from zhanggui.identity.models import SignInCode
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import messages, rules, tries
from zhanggui.mechanisms.access.facts import SignInCodeSent
from zhanggui.mechanisms.access.refusals import CodeTooSoon
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash


@transaction.atomic
def request_sign_in_code(*, mobile: str, origin: Origin, at: datetime) -> SignInCode:
    """Send six digits that are good once, for five minutes.

    The answer is the same whether or not the number has an account. Raises ``CodeTooSoon`` over the
    limits by number and by address.
    """
    number = mobile_number(mobile)
    number_hash = keyed_hash(number)
    tries.queue_for(number_hash)
    _refuse_too_many(number_hash, origin, at)
    digits = f"{secrets.randbelow(10**6):06}"
    code_id = new_id()
    code = SignInCode.objects.create(
        id=code_id,
        mobile_hash=number_hash,
        address=origin.address,
        code_hash=keyed_hash(f"{code_id}:{digits}"),
        sent_at=at,
        expires_at=at + rules.CODE_LIFE,
    )
    body = gettext("Your code is %(code)s. It is good for five minutes. Tell it to nobody.") % {
        "code": digits
    }
    messages.write(number, body, purpose="sign_in_code", at=at)
    told = SignInCodeSent(mobile=masked(number), address=origin.address or "")
    trail.record(told, on=code, by=PUBLIC, at=at)
    return code


def _refuse_too_many(number_hash: str, origin: Origin, at: datetime) -> None:
    until = rules.wait_until(_sent("mobile_hash", number_hash), rules.CODES_PER_NUMBER, at)
    if until is None and origin.address:
        until = rules.wait_until(_sent("address", origin.address), rules.CODES_PER_ADDRESS, at)
    if until:
        raise CodeTooSoon(until=f"{until.astimezone(SHANGHAI):%H:%M:%S}")


def _sent(column: str, value: str) -> list[datetime]:
    newest = SignInCode.objects.filter(**{column: value}).order_by("-sent_at")
    return list(newest.values_list("sent_at", flat=True)[:60])

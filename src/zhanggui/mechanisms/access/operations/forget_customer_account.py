"""Closing a customer's account for good: who it was is not kept, what they bought is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Consent, Person, RecoveryCode, SecondFactor
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import FORGET_CUSTOMER
from zhanggui.mechanisms.access.facts import CustomerAccountForgotten


@transaction.atomic
def forget_customer_account(*, account_id: UUID, by: Actor, at: datetime) -> None:
    """Disable the account, end its sign-ins, withdraw its consents, and remove name, number and mail address.

    The number is free again: whoever has it may register anew. Raises ``NotFound`` for anybody but an open
    customer's account.
    """
    by.require(FORGET_CUSTOMER)
    account = Account.objects.locked().filter(pk=account_id, disabled_at=None).first()
    if account is None or account.roles != {Role.CUSTOMER}:
        raise NotFound
    account.sign_ins.filter(ended_at=None).update(ended_at=at)
    SecondFactor.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    Consent.objects.filter(person=account.person_id, withdrawn_at=None).update(withdrawn_at=at)
    Person.objects.filter(pk=account.person_id).update(name="")
    account.mobile = account.mobile_hash = None
    account.email, account.disabled_at = "", at
    account.save(update_fields=["mobile", "mobile_hash", "email", "disabled_at"])
    trail.record(CustomerAccountForgotten(username=account.username), on=account, by=by, at=at)

"""Where the house writes to somebody of its own."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import OPEN_STAFF_ACCOUNT
from zhanggui.mechanisms.access.facts import StaffContactChanged


@transaction.atomic
def change_staff_contact(*, account_id: UUID, email: str, mobile: str, by: Actor, at: datetime) -> Account:
    """Enter the e-mail address and the mobile number of somebody of the house; empty ones are taken away.

    The number gets messages but opens no door: without its hash nobody signs in by a code sent to it, and
    its owner may still be a customer by the same number. Raises ``Malformed`` and ``NotAMobileNumber``.
    """
    by.require(OPEN_STAFF_ACCOUNT)
    email, number = email.strip(), mobile_number(mobile) if mobile.strip() else None
    if email:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise Malformed(field="email", problem="this is not an e-mail address") from problem
    account = Account.objects.locked().filter(pk=account_id).exclude(grants__role=Role.CUSTOMER).first()
    if account is None:
        raise NotFound
    account.email, account.mobile = email, number
    account.save(update_fields=["email", "mobile"])
    trail.record(StaffContactChanged(username=account.username), on=account, by=by, at=at)
    return account

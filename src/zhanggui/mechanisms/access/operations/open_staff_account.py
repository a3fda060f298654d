"""Opening an account for somebody of the house."""

from datetime import datetime

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Organisation
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import people
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.capabilities import OPEN_STAFF_ACCOUNT
from zhanggui.mechanisms.access.facts import StaffAccountOpened


@transaction.atomic
def open_staff_account(*, new: NewAccount, by: Actor, at: datetime) -> Account:
    """Let somebody sign in to the console. What they may do there, somebody else grants: ``grant_role``."""
    by.require(OPEN_STAFF_ACCOUNT)
    house = Organisation.objects.filter(kind=Organisation.Kind.HOUSE).first()
    account = people.open_account(new, organisation_id=house.id if house else None, at=at)
    trail.record(StaffAccountOpened(username=new.username, name=new.name), on=account, by=by, at=at)
    return account

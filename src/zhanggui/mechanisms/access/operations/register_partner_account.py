"""The first account of a firm that applies, and further ones that it opens itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Grant, Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access import people
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.facts import PartnerAccountOpened

ROLE_OF = {Organisation.Kind.SUPPLIER: Role.SUPPLIER, Organisation.Kind.CARRIER: Role.CARRIER}


@transaction.atomic
def register_partner_account(*, organisation_id: UUID, new: NewAccount, by: Actor, at: datetime) -> Account:
    """Let somebody sign in for a supplier or carrier, with the role of one.

    Anybody may do so for a firm without accounts (it is just applying); after that only the firm itself.
    """
    firm = Organisation.objects.locked().filter(pk=organisation_id, kind__in=ROLE_OF).first()
    if firm is None:
        raise NotFound
    if firm.accounts.exists() and by.organisation_id != firm.id:
        raise NotFound
    account = people.open_account(new, organisation_id=firm.id, at=at)
    role = ROLE_OF[Organisation.Kind(firm.kind)]
    Grant.objects.create(
        account=account, person=account.person, role=role, granted_by_id=by.account_id, granted_at=at
    )
    told = PartnerAccountOpened(username=new.username, name=new.name, organisation=firm.name)
    trail.record(told, on=account, by=by, at=at, thread=firm)
    return account

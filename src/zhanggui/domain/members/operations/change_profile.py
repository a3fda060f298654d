"""Changing what the house calls a member, and where it writes to."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import ProfileChanged
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Person
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member may change about themselves."""

    name: str
    email: str


@transaction.atomic
def change_profile(*, profile: Profile, by: Actor, at: datetime) -> Account:
    """Correct one's own name and e-mail address (PI-08). Raises ``Malformed``."""
    by.require(OWN)
    name, email = profile.name.strip(), profile.email.strip()
    if len(name) > 60 or "\x00" in name:
        raise Malformed(field="name", problem="at most 60 characters")
    if email:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise Malformed(field="email", problem="this is not an e-mail address") from problem
    account = Account.objects.locked().filter(pk=by.account_id).first()
    if account is None or account.person_id is None:
        raise NotFound
    person = Person.objects.locked().get(pk=account.person_id)
    changed = tuple(
        field
        for field, old, new in (("name", person.name, name), ("email", account.email, email))
        if old != new
    )
    person.name, account.email = name, email
    person.save(update_fields=["name"])
    account.save(update_fields=["email"])
    trail.record(ProfileChanged(fields=changed), on=account, by=by, at=at)
    return account

"""Giving a case to somebody. Its clocks do not notice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.cases.facts import CaseAssigned
from zhanggui.mechanisms.cases.handling import held_by_handler, thread_of, write_event
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.refusals import NotAHandler
from zhanggui.mechanisms.cases.states import Audience


@transaction.atomic
def assign(*, case_id: UUID, owner_id: UUID, by: Actor, at: datetime) -> Case:
    """Make ``owner_id`` the owner of the case. Raises ``NotAHandler`` if they do not handle such cases."""
    case, policy = held_by_handler(case_id, by=by, verb="assign")
    owner = Account.objects.select_related("person").filter(pk=owner_id).first()
    if owner is None or not owner.actor().may(policy.handling):
        raise NotAHandler(name=str(owner or owner_id))

    case.owner, case.owned_since = owner, at
    case.save(update_fields=["owner", "owned_since"])
    name = owner.actor().name
    write_event(case, "assign", by=by, at=at, text=name, audience=Audience.STAFF)

    trail.record(CaseAssigned(number=case.number, owner=name), on=case, by=by, at=at, thread=thread_of(case))
    return case

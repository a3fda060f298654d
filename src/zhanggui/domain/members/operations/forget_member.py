"""Forgetting a member: what the membership kept goes, and what points were left expire."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.members import accounts
from zhanggui.domain.members.capabilities import HANDLE_PRIVACY
from zhanggui.domain.members.facts import MemberForgotten
from zhanggui.domain.members.models import Favourite, PrivacyRequest, Seen, Watch
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def forget_member(*, request_id: UUID, by: Actor, at: datetime) -> PrivacyRequest:
    """Carry out the membership's part of a closure. Raises ``NotFound`` for one that is done already."""
    by.require(HANDLE_PRIVACY)
    waiting = PrivacyRequest.objects.locked().select_related("case").filter(kind="closure", done_at=None)
    asked = waiting.filter(pk=request_id).first()
    if asked is None or asked.case is None:
        raise NotFound
    for kept in (Favourite, Seen, Watch):
        kept.objects.filter(account_id=asked.account_id).delete()
    left = ledger.balance(accounts.points(asked.account_id)).available
    if left:
        entry = Entry(
            kind="members.points_expired",
            key=f"points:{asked.id}:closed",
            at=at,
            subject=Subject.of(asked),
            transfers=[Transfer(accounts.points(asked.account_id), accounts.expired(asked.account_id), left)],
        )
        ledger.post(entry, by=by)
    asked.done_at = at
    asked.save(update_fields=["done_at"])
    fact = MemberForgotten(number=asked.case.number, points=left)
    trail.record(fact, on=asked, by=by, at=at, thread=asked.case)
    return asked

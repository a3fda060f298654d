"""A member has taken a copy of their data."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import CopyTaken
from zhanggui.domain.members.models import PrivacyRequest
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def note_copy_taken(*, parts: Sequence[str], by: Actor, at: datetime) -> PrivacyRequest:
    """Keep that the request was made and answered, at once (PIPL 45)."""
    by.require(OWN)
    asked = PrivacyRequest.objects.create(
        account_id=by.account_id, kind=PrivacyRequest.Kind.COPY, asked_at=at, done_at=at
    )
    trail.record(CopyTaken(parts=tuple(parts)), on=asked, by=by, at=at)
    return asked

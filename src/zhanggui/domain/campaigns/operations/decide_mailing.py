"""What a decision about a mailing leads to: it waits for its hour, or goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.facts import MailingDecided
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.states import MAILING
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def decide_mailing(*, mailing_id: UUID, verb: str, by: Actor, at: datetime) -> Mailing:
    """Called by the review alone, which has asked who may decide. Raises ``WrongState``."""
    mailing = mailings.held(mailing_id)
    mailing.state = MAILING.after(mailing.state, verb)
    mailing.decided_at = at
    mailing.save(update_fields=["state", "decided_at"])
    trail.record(MailingDecided(number=mailing.number, verb=verb), on=mailing, by=by, at=at)
    return mailing

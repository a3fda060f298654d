"""Stopping a mailing: what has not gone does not go."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import STOP_CAMPAIGNS
from zhanggui.domain.campaigns.facts import MailingStopped
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.states import MAILING
from zhanggui.domain.messaging.operations.change_batch import change_batch
from zhanggui.domain.messaging.states import BATCH_VERBS
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def stop_mailing(*, mailing_id: UUID, reason: str, by: Actor, at: datetime) -> Mailing:
    """Stop it at once, by whoever sees that something is wrong. Raises ``WrongState``."""
    by.require(STOP_CAMPAIGNS)
    mailing = mailings.held(mailing_id)
    mailing.state = MAILING.after(mailing.state, "stop")
    mailing.stopped_because = reason.strip()[:200]
    mailing.save(update_fields=["state", "stopped_because"])
    if mailing.batch is not None and mailing.batch.state in BATCH_VERBS["stop"][0]:
        # Who may stop a campaign need not be allowed to send one.
        change_batch(batch_id=mailing.batch.id, verb="stop", by=SYSTEM, at=at, reason=reason)
    trail.record(MailingStopped(number=mailing.number), on=mailing, by=by, at=at, reason=reason)
    return mailing

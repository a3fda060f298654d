"""Holding a mailing, and letting it go on."""

# recorded by: messaging's change_batch, whose fact tells of the batch

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import STOP_CAMPAIGNS
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.messaging.operations.change_batch import change_batch
from zhanggui.domain.messaging.refusals import BatchNotSo
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.refusal import NotAllowed


@transaction.atomic
def pause_mailing(*, mailing_id: UUID, verb: str, by: Actor, at: datetime, reason: str = "") -> Mailing:
    """``pause`` or ``resume`` what is being sent. Raises ``BatchNotSo`` where nothing is."""
    by.require(STOP_CAMPAIGNS)
    if verb not in ("pause", "resume"):
        raise NotAllowed(capability=verb)
    mailing = mailings.held(mailing_id)
    if mailing.batch is None:
        raise BatchNotSo(state=mailing.state, verb=verb)
    change_batch(batch_id=mailing.batch.id, verb=verb, by=SYSTEM, at=at, reason=reason or by.name)
    return mailing

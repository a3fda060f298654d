"""Starting a mailing whose hour has come, and enlisting the next portion of those it is for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import COUNT_EFFECTS
from zhanggui.domain.campaigns.facts import MailingEnlisted, MailingStarted, MailingStopped
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.refusals import MailingShowsTakenDown, MailingUnlawful
from zhanggui.domain.campaigns.screening_mail import (
    refuse_taken_down,
    refuse_unlawful,
    screened,
)
from zhanggui.domain.campaigns.segments import read
from zhanggui.domain.campaigns.selecting import next_accounts
from zhanggui.domain.campaigns.states import MAILING, MailingState
from zhanggui.domain.messaging.operations.add_recipients import add_recipients
from zhanggui.domain.messaging.operations.complete_batch import complete_batch
from zhanggui.domain.messaging.operations.open_batch import BatchWish, open_batch
from zhanggui.domain.messaging.refusals import TemplateUnpublished
from zhanggui.domain.messaging.states import BatchState
from zhanggui.domain.messaging.wording import marketing_text
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.trail import Subject

PORTION = 2_000
"""Customers looked at in one transaction."""


@transaction.atomic
def advance_mailing(*, mailing_id: UUID, by: Actor, at: datetime) -> bool:
    """Do the next step; whether there is another. A portion and the place behind it are kept together.

    The words are screened again before the first message: a rule of today stops a mailing of last week.
    """
    by.require(COUNT_EFFECTS)
    mailing = mailings.held(mailing_id)
    if mailing.state == MailingState.APPROVED and mailing.starts_at <= at:
        return _start(mailing, by, at)
    if mailing.state != MailingState.SENDING or mailing.batch is None:
        return False
    if mailing.batch.state in (BatchState.STOPPED, BatchState.DONE):
        return _finish(mailing, "stop" if mailing.batch.state == BatchState.STOPPED else "finish", by, at)
    found, after = next_accounts(
        read(mailing.segment), after=mailing.enlisted_to, most=PORTION, at=mailing.starts_at
    )
    if after is None:
        complete_batch(batch_id=mailing.batch.id, by=by, at=at)
        return False
    add_recipients(batch_id=mailing.batch.id, account_ids=found, by=by, at=at)
    mailing.enlisted_to = after
    mailing.save(update_fields=["enlisted_to"])
    return True


def _start(mailing: Mailing, by: Actor, at: datetime) -> bool:
    try:
        text = marketing_text(mailing.version_id)
        refuse_unlawful(screened(text, mailing.values, at))
        refuse_taken_down(text, mailing.values)
        mailing.batch_id = _opened(mailing, by, at)
    except (MailingUnlawful, MailingShowsTakenDown, TemplateUnpublished) as refusal:
        mailing.stopped_because = refusal.message()[:200]
        return _finish(mailing, "stop", by, at)
    mailing.state = MAILING.after(mailing.state, "start")
    mailing.save(update_fields=["state", "batch"])
    trail.record(MailingStarted(number=mailing.number), on=mailing, by=by, at=at)
    return True


def _opened(mailing: Mailing, by: Actor, at: datetime) -> UUID:
    wish = BatchWish(
        title=mailing.title,
        version_id=mailing.version_id,
        per_hour=mailing.per_hour,
        values=mailing.values,
        about=Subject("campaigns.mailing", mailing.id),
    )
    return open_batch(wish=wish, by=by, at=at).id


def _finish(mailing: Mailing, verb: str, by: Actor, at: datetime) -> bool:
    mailing.state = MAILING.after(mailing.state, verb)
    mailing.save(update_fields=["state", "stopped_because"])
    progress = mailings.progress_of(mailing)
    if verb == "finish":
        added = progress.added if progress else 0
        trail.record(MailingEnlisted(number=mailing.number, added=added), on=mailing, by=by, at=at)
    else:
        trail.record(MailingStopped(number=mailing.number), on=mailing, by=by, at=at)
    return False

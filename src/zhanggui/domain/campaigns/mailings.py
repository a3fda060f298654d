"""Mailings held, numbered and looked for; and how far one has come."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from zhanggui.domain.campaigns.capabilities import SEE_CAMPAIGNS
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.states import MailingState
from zhanggui.domain.messaging import queries as messages
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

PER_HOUR_LEAST, PER_HOUR_MOST = 60, 1_000_000


def next_number() -> str:
    """The next number of a mailing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('campaigns_mailing_number')")
        return f"QF{cursor.fetchone()[0]}"


def held(mailing_id: UUID) -> Mailing:
    """This mailing, held for change. Raises ``NotFound``."""
    mailing = (
        Mailing.objects.locked().select_related("version__template", "batch").filter(pk=mailing_id).first()
    )
    if mailing is None:
        raise NotFound
    return mailing


def due(*, at: datetime) -> list[UUID]:
    """Mailings whose hour has come, and those whose customers are not all enlisted."""
    waiting = Mailing.objects.filter(
        state__in=(MailingState.APPROVED, MailingState.SENDING), starts_at__lte=at
    )
    return list(waiting.order_by("starts_at").values_list("pk", flat=True))


def latest(*, by: Actor) -> QuerySet[Mailing]:
    """All mailings, the newest first."""
    by.require(SEE_CAMPAIGNS)
    return Mailing.objects.select_related("version__template", "batch__progress").order_by("-proposed_at")


def progress_of(mailing: Mailing) -> "messages.BatchProgress | None":
    """How far its messages have come; ``None`` before it began."""
    return messages.progress_of(mailing.batch_id) if mailing.batch_id else None

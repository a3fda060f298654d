"""Mailings tried out, held, numbered and looked for; and how far one has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from zhanggui.domain.campaigns.capabilities import SEE_CAMPAIGNS
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.screening_mail import (
    as_kept,
    refuse_taken_down,
    refuse_unlawful,
    screened,
)
from zhanggui.domain.campaigns.segments import Segment, read
from zhanggui.domain.campaigns.selecting import Estimate, estimate
from zhanggui.domain.campaigns.states import MailingState
from zhanggui.domain.messaging import queries as messages
from zhanggui.domain.messaging.wording import MarketingText, marketing_text
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a mailing would say, to whom, and what the rules of advertising mark in it."""

    text: MarketingText
    values: Mapping[str, str]
    segment: Segment
    estimate: Estimate
    screening: Mapping[str, Any]


PER_HOUR_LEAST, PER_HOUR_MOST = 60, 1_000_000


def next_number() -> str:
    """The next number of a mailing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('campaigns_mailing_number')")
        return f"QF{cursor.fetchone()[0]}"


def tried(version_id: UUID, segment: Mapping[str, Any], values: Mapping[str, str], *, at: datetime) -> Trial:
    """Approved words, filled and screened; and a sample of whom they would reach. Nothing is kept.

    Raises ``NotFound``, ``NotMarketing``, ``TemplateUnpublished``, ``ValueMissing``, ``Malformed`` for the
    segment, ``MailingUnlawful`` and ``MailingShowsTakenDown``.
    """
    text, described = marketing_text(version_id), read(segment)
    values = {name: _reachable(value) if name == "link" else value for name, value in values.items()}
    report = screened(text, values, at)
    refuse_unlawful(report)
    refuse_taken_down(text, values)
    return Trial(
        text=text,
        values=values,
        segment=described,
        estimate=estimate(described, at=at),
        screening=as_kept(report),
    )


def _reachable(link: str) -> str:
    """The link as somebody follows it who is not on our pages."""
    return f"{settings.PUBLIC_URL}{link}" if link.startswith("/") else link


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

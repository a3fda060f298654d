"""Proposing a mailing: approved words, to a segment, at a time, at a pace."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import MailingProposed
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.policies import MAILING_POLICY
from zhanggui.domain.campaigns.refusals import MailingTooLate, NotAThrottle
from zhanggui.domain.campaigns.segments import written
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingWish:
    """The words by their approved version, whom they go to, when, and how many an hour at most."""

    title: str
    version_id: UUID
    segment: Mapping[str, Any]
    starts_at: datetime
    per_hour: int = 50_000
    values: Mapping[str, str] = field(default_factory=dict)
    campaign_id: UUID | None = None


@transaction.atomic
def propose_mailing(*, wish: MailingWish, by: Actor, at: datetime) -> Mailing:
    """Propose it; it is submitted at once, and somebody else decides (B-5.1.3).

    Raises ``NotFound``, ``NotMarketing``, ``TemplateUnpublished``, ``Malformed`` for the segment,
    ``MailingTooLate``, ``NotAThrottle``, ``MailingUnlawful`` and ``MailingShowsTakenDown``.
    """
    by.require(PLAN_CAMPAIGNS)
    if wish.starts_at <= at:
        raise MailingTooLate
    if not mailings.PER_HOUR_LEAST <= wish.per_hour <= mailings.PER_HOUR_MOST:
        raise NotAThrottle(least=mailings.PER_HOUR_LEAST, most=mailings.PER_HOUR_MOST)
    trial = mailings.tried(wish.version_id, wish.segment, wish.values, at=at)

    mailing = Mailing(
        number=mailings.next_number(),
        title=wish.title.strip()[:120],
        campaign_id=wish.campaign_id,
        version=trial.text.version,
        segment=written(trial.segment),
        values=dict(trial.values),
        per_hour=wish.per_hour,
        starts_at=wish.starts_at,
        estimate=asdict(trial.estimate),
        screening=dict(trial.screening),
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    mailing.digest = approvals.digest_of(mailing.content())
    mailing.save(force_insert=True)
    approvals.submit(MAILING_POLICY, mailing, by=by, at=at)
    fact = MailingProposed(number=mailing.number, title=mailing.title, about=trial.estimate.about)
    trail.record(fact, on=mailing, by=by, at=at)
    return mailing

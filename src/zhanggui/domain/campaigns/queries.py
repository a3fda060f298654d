"""Reads of campaigns: for the desks, the shop and the phone."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncDate

from zhanggui.domain.campaigns import accounts
from zhanggui.domain.campaigns.capabilities import SEE_CAMPAIGNS
from zhanggui.domain.campaigns.effects import effect_between, effect_of
from zhanggui.domain.campaigns.models import Campaign, Conclusion, Link, LinkHour, Origin
from zhanggui.domain.campaigns.rules import read_code
from zhanggui.domain.campaigns.states import CampaignState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import ledger

__all__ = [
    "budget_left",
    "campaigns_of",
    "clicks_by_day",
    "effect_between",
    "effect_of",
    "lessons",
    "link_of",
    "origin_of",
]


def campaigns_of(by: Actor) -> QuerySet[Campaign]:
    """The campaigns this actor may see, the newest first."""
    if not by.may(SEE_CAMPAIGNS):
        return Campaign.objects.none()
    return Campaign.objects.select_related("adopted_plan", "owner").order_by("-created_at", "-id")


def link_of(code: str) -> Link | None:
    """The link of this code, if its campaign runs."""
    return Link.objects.filter(code=read_code(code), campaign__state=CampaignState.RUNNING).first()


def origin_of(order_id: UUID) -> Origin | None:
    """Where an order came from, if it said so."""
    return Origin.objects.filter(order_id=order_id).select_related("link__campaign").first()


def budget_left(campaign_id: UUID) -> int:
    """What may still be spent, in fen."""
    return ledger.balance(accounts.left(campaign_id)).available


def clicks_by_day(campaign_id: UUID) -> dict[date, dict[str, int]]:
    """Clicks and orders of a campaign for each day of Shanghai on which there were any."""
    days = (
        LinkHour.objects.filter(link__campaign_id=campaign_id)
        .annotate(day=TruncDate("hour", tzinfo=SHANGHAI))
        .values("day")
        .annotate(clicks=Sum("clicks"), orders=Sum("orders"))
        .order_by("day")
    )
    return {row["day"]: {"clicks": row["clicks"], "orders": row["orders"]} for row in days}


def lessons(*, since: datetime | None = None) -> QuerySet[Conclusion]:
    """What campaigns and evaluations taught, the newest first: to be searched when the next is planned."""
    found = Conclusion.objects.select_related("summary__campaign", "evaluation").order_by("-id")
    return found.filter(summary__written_at__gte=since) if since else found

"""Adding material to a campaign: an advertisement that its reviewers approved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.queries import materials
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import MaterialAdded
from zhanggui.domain.campaigns.models import Campaign, Material
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.refusals import MaterialTaken, NotShowable
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.domain.campaigns.words import medium_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("campaigns_material_once", MaterialTaken)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialWish:
    """Which advertisement, in which medium, out by when; and why it was taken over its variant."""

    asset_id: UUID
    medium: Medium
    due_at: datetime
    variant_of_id: UUID | None = None
    chosen_because: str = ""


@transaction.atomic
def add_material(*, campaign_id: UUID, wish: MaterialWish, by: Actor, at: datetime) -> Material:
    """Take an approved advertisement in (B-5.3). Raises ``NotShowable`` and ``MaterialTaken``."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    CAMPAIGN.after(campaign.state, "adopt")
    number = _showable(wish, at)
    if wish.variant_of_id and not campaign.materials.filter(pk=wish.variant_of_id).exists():
        raise NotFound

    material = _material(campaign, wish, at)
    with refusing(), transaction.atomic():
        material.save(force_insert=True)

    fact = MaterialAdded(number=campaign.number, asset=number, medium=wish.medium)
    trail.record(fact, on=material, by=by, at=at, thread=campaign)
    return material


def _showable(wish: MaterialWish, at: datetime) -> str:
    shown = materials([wish.asset_id], at, medium=wish.medium).get(wish.asset_id)
    if shown is None:
        raise NotShowable(number=str(wish.asset_id)[-6:], medium=medium_said(wish.medium))
    return shown.number


def _material(campaign: Campaign, wish: MaterialWish, at: datetime) -> Material:
    return Material(
        campaign=campaign,
        asset_id=wish.asset_id,
        medium=wish.medium,
        due_at=wish.due_at,
        variant_of_id=wish.variant_of_id,
        chosen_because=wish.chosen_because.strip(),
        added_at=at,
    )

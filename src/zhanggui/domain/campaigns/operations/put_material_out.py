"""Putting material out: it was published in its medium, with a receipt."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.queries import materials
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import MaterialOut
from zhanggui.domain.campaigns.models import Material
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.refusals import NotShowable
from zhanggui.domain.campaigns.states import CampaignState, LogKind
from zhanggui.domain.campaigns.words import medium_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def put_material_out(*, material_id: UUID, receipt: str, by: Actor, at: datetime) -> Material:
    """Say that it is out, where, and keep how late it is (B-5.3.3, B-5.3.4).

    Raises ``NotShowable`` if it may not be shown at this moment, ``WrongState`` unless the campaign runs.
    """
    by.require(RUN_CAMPAIGNS)
    campaign_id = Material.objects.filter(pk=material_id).values_list("campaign_id", flat=True).first()
    if campaign_id is None:
        raise NotFound
    campaign = held_campaign(campaign_id)
    material = Material.objects.locked().select_related("asset").get(pk=material_id)
    if campaign.state != CampaignState.RUNNING or material.out_at is not None:
        raise WrongState
    medium, number = Medium(material.medium), material.asset.number
    if material.asset_id not in materials([material.asset_id], at, medium=medium):
        raise NotShowable(number=number, medium=medium_said(medium))

    material.out_at, material.out_by_id, material.receipt = at, by.account_id, receipt.strip()[:300]
    material.save(update_fields=["out_at", "out_by", "receipt"])
    write_log(campaign, LogKind.MATERIAL_OUT, by=by, at=at, text=f"{number} {material.receipt}")

    late = max(0, int((at - material.due_at).total_seconds() // 60))
    fact = MaterialOut(number=campaign.number, asset=number, medium=medium, late_minutes=late)
    trail.record(fact, on=material, by=by, at=at, thread=campaign)
    return material

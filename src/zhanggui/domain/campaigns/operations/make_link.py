"""Making a link: a short address and a code that tell where a customer comes from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import LinkMade
from zhanggui.domain.campaigns.models import Link
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.refusals import BadCode, CodeTaken
from zhanggui.domain.campaigns.states import CAMPAIGN
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("campaigns_link_code_key", CodeTaken)
refuse_as("campaigns_code_is_short", BadCode)
refuse_as("campaigns_target_is_ours", BadCode)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWish:
    """For which medium, perhaps for which material, to which page; ``code`` where people will say it."""

    medium: Medium
    target: str = "/"
    material_id: UUID | None = None
    code: str = ""


@transaction.atomic
def make_link(*, campaign_id: UUID, wish: LinkWish, by: Actor, at: datetime) -> Link:
    """A link of this campaign. Raises ``CodeTaken``, ``BadCode``, and ``WrongState`` once it is over."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    CAMPAIGN.after(campaign.state, "adopt")
    if wish.material_id and not campaign.materials.filter(pk=wish.material_id).exists():
        raise NotFound
    if not wish.target.startswith("/") or wish.target.startswith("//") or len(wish.target) > 200:
        raise BadCode

    made = new_id()
    link = Link(
        id=made,
        code=rules.read_code(wish.code) or rules.made_code(str(made)),
        campaign=campaign,
        medium=wish.medium,
        material_id=wish.material_id,
        target=wish.target,
        made_by_id=by.account_id,
        made_at=at,
    )
    try:
        with refusing(), transaction.atomic():
            link.save(force_insert=True)
    except CodeTaken as taken:
        raise CodeTaken(code=link.code) from taken

    fact = LinkMade(number=campaign.number, link=link.code, medium=link.medium)
    trail.record(fact, on=link, by=by, at=at, thread=campaign)
    return link

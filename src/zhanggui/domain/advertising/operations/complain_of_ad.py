"""Complaining of an advertisement: anybody who saw it may say that it is not right (AD-20, EC-12)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.facts import AdComplainedOf
from zhanggui.domain.advertising.models import Asset, Complaint
from zhanggui.domain.advertising.policies import AD_COMPLAINT
from zhanggui.domain.advertising.refusals import NotPublic, WhatWasFound
from zhanggui.domain.advertising.states import Gravity, Ground
from zhanggui.identity.actor import PUBLIC_ACCOUNT, Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Grievance:
    """What somebody says is wrong with an advertisement."""

    ground: Ground
    what: str


@transaction.atomic
def complain_of_ad(*, asset_id: UUID, grievance: Grievance, by: Actor, at: datetime) -> Complaint:
    """Keep what was said and open its case; who signed in can follow it and is answered.

    It concerns the version that is public now, or the last one that was. Raises ``NotPublic`` for what was
    never shown, and ``WhatWasFound``.
    """
    asset = Asset.objects.locked().filter(pk=asset_id).first()
    if asset is None:
        raise NotFound
    shown = asset.publications.order_by("-began_at").values_list("version_id", flat=True).first()
    if shown is None:
        raise NotPublic
    what = grievance.what.strip()
    if not what:
        raise WhatWasFound
    if len(what) > 2_000:
        raise Malformed(field="what", problem="≤ 2000")

    complaint = Complaint(
        id=new_id(),
        asset=asset,
        version_id=shown,
        ground=grievance.ground,
        what=what,
        told_by_id=by.account_id,
        told_at=at,
    )
    case = cases.open_case(AD_COMPLAINT, _opening(asset, complaint, by), by=by, at=at)
    complaint.number = case.number
    complaint.save(force_insert=True)

    fact = AdComplainedOf(number=asset.number, complaint=complaint.number, ground=complaint.ground)
    trail.record(fact, on=complaint, by=by, at=at, thread=asset)
    return complaint


def _opening(asset: Asset, complaint: Complaint, by: Actor) -> Opening:
    return Opening(
        subject=Subject("advertising.complaint", complaint.id),
        title=f"{asset.number} {asset.title}",
        severity=Gravity.MINOR if complaint.ground == Ground.RIGHTS else Gravity.MAJOR,
        text=complaint.what,
        party_id=None if by.account_id == PUBLIC_ACCOUNT else by.account_id,
        thread=Subject.of(asset),
    )

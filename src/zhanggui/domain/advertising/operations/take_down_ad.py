"""Taking an advertisement down: at once, everywhere, with a case (B-5.1.4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import TAKE_DOWN_ADS
from zhanggui.domain.advertising.ending import end_publication
from zhanggui.domain.advertising.facts import AdTakenDown
from zhanggui.domain.advertising.models import Asset, TakeDown
from zhanggui.domain.advertising.policies import AD_VIOLATION
from zhanggui.domain.advertising.reach import reach_asset
from zhanggui.domain.advertising.refusals import WhatWasFound
from zhanggui.domain.advertising.states import EndCause, Gravity, Ground
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found about an advertisement."""

    ground: Ground
    gravity: Gravity
    what: str


@transaction.atomic
def take_down_ad(*, asset_id: UUID, finding: Finding, by: Actor, at: datetime) -> TakeDown:
    """Show it nowhere from this moment, and open the case that ends with a rectification.

    Every place asks before it shows; what runs by itself (a slot on air, a campaign) is told by the fact.
    Raises ``NotPublic`` and ``WhatWasFound``.
    """
    by.require(TAKE_DOWN_ADS)
    if not finding.what.strip():
        raise WhatWasFound
    asset = reach_asset(asset_id, by)
    version = end_publication(asset, EndCause.TAKEN_DOWN, at=at)
    taken = TakeDown(
        asset=asset,
        version=version,
        ground=finding.ground,
        gravity=finding.gravity,
        what=finding.what.strip(),
        taken_by_id=by.account_id,
        taken_at=at,
    )
    taken.save(force_insert=True)
    _open_case(asset, taken, by, at)

    fact = AdTakenDown(
        asset=str(asset.pk),
        number=asset.number,
        version=version.number,
        ground=taken.ground,
        gravity=taken.gravity,
    )
    trail.record(fact, on=taken, by=by, at=at, reason=taken.what, thread=asset)
    return taken


def _open_case(asset: Asset, taken: TakeDown, by: Actor, at: datetime) -> None:
    opening = Opening(
        subject=Subject.of(taken),
        title=f"{asset.number} {asset.title}",
        severity=taken.gravity,
        text=taken.what,
        thread=Subject.of(asset),
    )
    cases.open_case(AD_VIOLATION, opening, by=by, at=at)

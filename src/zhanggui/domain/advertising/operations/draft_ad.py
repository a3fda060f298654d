"""Drafting an advertisement: somebody writes down what is to be shown, and for whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import SEE_ALL_ADS, WRITE_ADS
from zhanggui.domain.advertising.facts import AdDrafted
from zhanggui.domain.advertising.models import Asset, AssetVersion
from zhanggui.domain.advertising.refusals import AdIncomplete
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.states import AssetKind
from zhanggui.domain.advertising.words import fields_said
from zhanggui.domain.advertising.writing import next_number, write_version
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class AdWish:
    """What the house calls an advertisement, what it is made of, and for whom it is shown."""

    title: str
    kind: AssetKind
    advertiser_id: UUID | None = None
    """The firm whose goods or name it promotes; the house where none is given."""


@transaction.atomic
def draft_ad(*, wish: AdWish, content: AdContent, by: Actor, at: datetime) -> AssetVersion:
    """A new advertisement with its first version, as a draft (AD-14: its advertiser is known from the start).

    A supplier writes for itself only. Raises ``AdIncomplete`` and ``NotFound``.
    """
    by.require(WRITE_ADS)
    advertiser = _advertiser(wish.advertiser_id, by)
    if not 0 < len(wish.title.strip()) <= 120:
        raise AdIncomplete(fields=fields_said(["title"]))

    asset = Asset(
        number=next_number(),
        kind=wish.kind,
        title=wish.title.strip(),
        advertiser_id=advertiser,
        created_at=at,
    )
    asset.save(force_insert=True)
    version = write_version(asset, 1, content, by, at)

    fact = AdDrafted(number=asset.number, title=asset.title, kind=asset.kind, version=1)
    trail.record(fact, on=version, by=by, at=at, thread=asset)
    return version


def _advertiser(wished: UUID | None, by: Actor) -> UUID:
    """For whom this person may write."""
    if by.may(SEE_ALL_ADS):
        if wished is not None and not Organisation.objects.filter(pk=wished).exists():
            raise NotFound
        return wished or HOUSE
    if by.organisation_id is None or wished not in (None, by.organisation_id):
        raise NotFound
    return by.organisation_id

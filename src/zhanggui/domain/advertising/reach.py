"""Which advertisements somebody may touch: their own firm's, or everybody's if their post needs it."""

from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.advertising.capabilities import SEE_ALL_ADS
from zhanggui.domain.advertising.models import Asset, AssetVersion
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def assets_of(by: Actor) -> QuerySet[Asset]:
    """The advertisements this actor may see and act on."""
    if by.may(SEE_ALL_ADS):
        return Asset.objects.all()
    if by.organisation_id is None:
        return Asset.objects.none()
    return Asset.objects.filter(advertiser_id=by.organisation_id)


def reach_asset(asset_id: UUID, by: Actor) -> Asset:
    """This advertisement, held for change. A foreign one is not there: ``NotFound``."""
    if not assets_of(by).filter(pk=asset_id).exists():
        raise NotFound
    return Asset.objects.locked().get(pk=asset_id)


def reach_version(version_id: UUID, by: Actor) -> AssetVersion:
    """This version with its advertisement, both held for change: the advertisement first."""
    asset_id = AssetVersion.objects.filter(pk=version_id).values_list("asset_id", flat=True).first()
    if asset_id is None:
        raise NotFound
    return _with_asset(version_id, reach_asset(asset_id, by))


def held_version(version_id: UUID) -> AssetVersion:
    """The same for what the review decided: the person was asked by the review itself."""
    asset_id = AssetVersion.objects.filter(pk=version_id).values_list("asset_id", flat=True).first()
    if asset_id is None:
        raise NotFound
    return _with_asset(version_id, Asset.objects.locked().get(pk=asset_id))


def _with_asset(version_id: UUID, asset: Asset) -> AssetVersion:
    version = AssetVersion.objects.locked().get(pk=version_id)
    version.asset = asset
    return version

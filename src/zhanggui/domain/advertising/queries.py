"""Reads of advertisements: may this be shown now, what may be shown for these goods, and the desk's lists.

Whoever shows an advertisement asks here at the moment of showing, and so does whoever puts one on air or
into a mail: a take-down, an end or a last day counts from the next question on.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.advertising.models import Asset, AssetVersion, Publication
from zhanggui.domain.advertising.states import AssetKind, EndCause, Medium
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.schema.prepared import fetch


def words_digest(words: str) -> str:
    """SHA-256 (hex) by which words are recognised: what a script or a mail says, however lines end."""
    return hashlib.sha256(words.replace("\r\n", "\n").strip().encode("utf-8")).hexdigest()


def showable_assets(at: datetime) -> QuerySet[Asset]:
    """The advertisements that may be shown at this moment: approved, not taken down, not run out."""
    today = at.astimezone(SHANGHAI).date()
    return Asset.objects.filter(published_version__isnull=False, showable_to__gte=today)


def is_showable(asset_id: UUID, at: datetime) -> bool:
    """Whether this advertisement may be shown at this moment."""
    return showable_assets(at).filter(pk=asset_id).exists()


def showable(asset_ids: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """Those of these advertisements that may be shown at this moment; one statement, however many."""
    return frozenset(showable_assets(at).filter(pk__in=list(asset_ids)).values_list("pk", flat=True))


SHOWABLE_SQL = """
    EXISTS (SELECT 1 FROM advertising_asset shown WHERE shown.id = {column}
        AND shown.published_version_id IS NOT NULL
        AND shown.showable_to >= (%s AT TIME ZONE 'Asia/Shanghai')::date)
"""
"""The same as a condition for statements of others: ``{column}`` names the advertisement, ``%s`` the time."""


PUBLIC_DIGESTS = """
SELECT asset.id, version.digest FROM advertising_asset asset
  JOIN advertising_assetversion version ON version.id = asset.published_version_id
 WHERE asset.id = ANY (%(assets)s::uuid[]) AND version.media @> ARRAY[%(medium)s::varchar]
   AND asset.showable_to >= (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
"""


def public_digests(asset_ids: Iterable[UUID], at: datetime, *, medium: Medium) -> dict[UUID, str]:
    """The digest of what may be shown of each of these in this medium now: for pages, which ask each time."""
    wanted = {"assets": list(asset_ids), "at": at, "medium": medium.value}
    return dict(fetch(PUBLIC_DIGESTS, wanted)) if wanted["assets"] else {}


def pictured(at: datetime, *, medium: Medium, limit: int = 200) -> list["Material"]:
    """Pictures and banners that may be shown in this medium now, the newest first."""
    kinds = [AssetKind.BANNER, AssetKind.PICTURE]
    found = _public(at, medium).filter(kind__in=kinds, published_version__picture__isnull=False)
    return [_material(asset) for asset in found.order_by("-number")[:limit]]


@dataclass(frozen=True, slots=True)
class Material:
    """An advertisement that may be shown now, with what a place needs in order to show it."""

    asset_id: UUID
    number: str
    kind: str
    headline: str
    words: str
    picture: UUID | None
    video_reference: str
    landing: str
    goods: tuple[UUID, ...]
    ai_label: str
    advertiser_id: UUID
    digest: str


def materials(asset_ids: Iterable[UUID], at: datetime, *, medium: Medium) -> Mapping[UUID, Material]:
    """What may be shown of these advertisements in this medium now. Those that may not are absent."""
    found = _public(at, medium).filter(pk__in=list(asset_ids))
    return {asset.pk: _material(asset) for asset in found}


def materials_for(
    goods_ids: Collection[UUID], at: datetime, *, medium: Medium
) -> Mapping[UUID, tuple[Material, ...]]:
    """For each of these goods, the advertisements that speak of it and may be shown in this medium now."""
    wanted = set(goods_ids)
    public = [
        _material(asset)
        for asset in _public(at, medium).filter(published_version__goods__overlap=list(wanted))
    ]
    return {one: tuple(made for made in public if one in made.goods) for one in wanted}


def script_for(words: str, at: datetime, *, goods: Collection[UUID] = ()) -> Material | None:
    """The approved script that says exactly these words and speaks of all these goods, if there is one."""
    scripts = _public(at, Medium.TELEVISION).filter(
        kind=AssetKind.SCRIPT,
        published_version__words_sha256=words_digest(words),
        published_version__goods__contains=list(goods),
    )
    found = scripts.order_by("-published_version__decided_at").first()
    return _material(found) if found else None


def _public(at: datetime, medium: Medium) -> QuerySet[Asset]:
    return (
        showable_assets(at)
        .filter(published_version__media__contains=[medium])
        .select_related("published_version")
    )


def _material(asset: Asset) -> Material:
    version: AssetVersion = asset.published_version  # type: ignore[assignment]
    return Material(
        asset_id=asset.pk,
        number=asset.number,
        kind=asset.kind,
        headline=version.headline,
        words=version.words,
        picture=version.picture,
        video_reference=version.video_reference,
        landing=version.landing,
        goods=tuple(version.goods),
        ai_label=version.ai_label,
        advertiser_id=asset.advertiser_id,
        digest=version.digest,
    )


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What everybody may know of an advertisement that is or was public (AD-03, AD-14)."""

    asset_id: UUID
    number: str
    advertiser: str
    headline: str
    words: str
    approval_number: str
    ai_label: str
    began_at: datetime
    ended_at: datetime | None
    taken_down: bool
    showable_to: date | None


def register_entry(number: str) -> RegisterEntry | None:
    """The advertisement of this number with its newest public version; None if it was never public."""
    shown = (
        Publication.objects.filter(asset__number=number)
        .select_related("asset__advertiser", "version")
        .order_by("-began_at")
        .first()
    )
    if shown is None:
        return None
    asset, version = shown.asset, shown.version
    return RegisterEntry(
        asset_id=asset.pk,
        number=asset.number,
        advertiser=asset.advertiser.name,
        headline=version.headline,
        words=version.words,
        approval_number=version.approval_number,
        ai_label=version.ai_label,
        began_at=shown.began_at,
        ended_at=shown.ended_at,
        taken_down=shown.end_cause == EndCause.TAKEN_DOWN,
        showable_to=asset.showable_to,
    )


def says_words_of(asset_id: UUID, words: str) -> bool:
    """Whether these are the words of some version of this advertisement."""
    return AssetVersion.objects.filter(asset_id=asset_id, words_sha256=words_digest(words)).exists()

"""Binding a banner to its advertisement: it says, shows and leads to what the approved version does."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from zhanggui.domain.advertising import places
from zhanggui.domain.advertising.queries import Material, materials
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.columns.pictures import cut
from zhanggui.domain.columns.queries import banners_of
from zhanggui.domain.columns.refusals import BannerNotApproved
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import ColumnKind
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Organisation

Pictures = tuple[UUID | None, UUID | None]


def bound(terms: ColumnTerms, *, by: Actor, at: datetime, before: Content | None = None) -> ColumnTerms:
    """The terms as they are kept: a banner speaks for its advertisement, any other column for nobody.

    ``before`` is what the column said until now; the same advertisement is not cut again. Raises
    ``BannerNotApproved``, ``BannerTooSmall`` and the refusals of documents.
    """
    content = terms.content
    if terms.kind != ColumnKind.BANNER or content.asset is None:
        nobody = replace(content, asset=None, asset_number="", asset_digest="", ai_label="")
        return replace(terms, content=replace(nobody, picture_small=None, picture_large=None))
    shown, picture = material_of(content.asset, at)
    if before is not None and before.asset_digest == shown.digest and before.picture_small:
        pictures: Pictures = (before.picture_small, before.picture_large)
    else:
        pictures = cut(picture, by=by, at=at)
    return replace(terms, title=shown.headline, content=_content(content, shown, pictures))


def material_of(asset_id: UUID, at: datetime) -> tuple[Material, UUID]:
    """What of it may be shown in the shop now, with its picture. Raises ``BannerNotApproved``."""
    shown = materials([asset_id], at, medium=Medium.SHOP).get(asset_id)
    if shown is None or shown.picture is None:
        raise BannerNotApproved(advertisement=shown.number if shown else "—")
    return shown, shown.picture


def refuse_unbound(terms: ColumnTerms, at: datetime) -> None:
    """Refuse a banner that is not, word for word, what may be shown of its advertisement now."""
    content = terms.content
    if terms.kind != ColumnKind.BANNER or content.asset is None:
        return
    shown, _ = material_of(content.asset, at)
    same = (terms.title, content.text, content.link) == (shown.headline, shown.words, shown.landing)
    if content.asset_digest != shown.digest or not same:
        raise BannerNotApproved(advertisement=shown.number)


def _content(asked: Content, shown: Material, pictures: Pictures) -> Content:
    advertiser = ""
    if shown.advertiser_id != HOUSE:
        advertiser = Organisation.objects.values_list("name", flat=True).get(pk=shown.advertiser_id)
    return replace(
        asked,
        text=shown.words,
        link=shown.landing,
        picture_small=pictures[0],
        picture_large=pictures[1],
        generated_by_ai=bool(shown.ai_label),
        ai_label=shown.ai_label,
        asset=shown.asset_id,
        asset_number=shown.number,
        asset_digest=shown.digest,
        paid_by=advertiser[:120],
    )


places.declare("marketing_columns", banners_of)

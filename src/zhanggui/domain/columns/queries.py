"""Which columns stand on a page at a moment, for whom."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhanggui.domain.advertising.queries import public_digests
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.rules import ColumnTerms, Content, content_of
from zhanggui.domain.columns.states import Audience, ColumnKind, ColumnState, Place
from zhanggui.schema.prepared import fetch

STANDING_MAX = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One column as it stands on a page."""

    column_id: UUID
    version_id: UUID
    code: str
    title: str
    kind: ColumnKind
    audience: Audience
    position: int
    content: Content

    @property
    def is_advertisement(self) -> bool:
        """Whether it is an advertisement, or somebody pays for the place: then it must be marked (广告)."""
        return bool(self.content.paid_by or self.content.asset)


STANDS = """
WITH latest AS (
  SELECT DISTINCT ON (version.column_id) version.*, col.code
    FROM columns_columnversion version
    JOIN columns_showing showing ON showing.version_id = version.id
    JOIN columns_column col ON col.id = version.column_id AND col.taken_down_at IS NULL
   WHERE version.state = 'published' AND version.place = %(place)s AND version.place_key = ANY (%(keys)s)
     AND version.starts_at <= %(at)s
   ORDER BY version.column_id, version.starts_at DESC, version.number DESC)
SELECT column_id, id, code, title, kind, audience, position, content
  FROM latest
 WHERE (ends_at IS NULL OR ends_at > %(at)s) AND audience = ANY (%(audiences)s)
 ORDER BY position, code LIMIT %(limit)s
"""
"""Of one column that version stands which began last; when its window is over, none does."""


def standing(
    place: Place, *, at: datetime, audiences: Collection[Audience], keys: Collection[str] = ("",)
) -> list[Standing]:
    """The columns of a page at this moment in their order, in one statement.

    ``keys``: the codes of the category and those above it, or the words searched for.
    """
    parameters = {
        "place": place.value,
        "keys": list(keys),
        "at": at,
        "audiences": [one.value for one in audiences],
        "limit": STANDING_MAX,
    }
    return [_standing(*row[:-1], json.loads(row[-1])) for row in fetch(STANDS, parameters)]


KEYS = """
SELECT DISTINCT place_key FROM columns_columnversion WHERE state = 'published' AND place = %(place)s
"""


def keys_of(place: Place) -> set[str]:
    """The words or codes for which anything ever stood, stands or will stand in this place."""
    return {key for (key,) in fetch(KEYS, {"place": place.value})}


def allowed(columns: Sequence[Standing], at: datetime) -> list[Standing]:
    """Without the banners whose advertisement may not be shown at this moment as it was bound (B-5.1.4).

    Pages ask each time, however long they know which columns stand: one statement where there is a banner.
    """
    named = {one.content.asset for one in columns if one.kind == ColumnKind.BANNER} - {None}
    public = public_digests([one for one in named if one], at, medium=Medium.SHOP)
    return [
        one
        for one in columns
        if one.kind != ColumnKind.BANNER
        or (one.content.asset and public.get(one.content.asset) == one.content.asset_digest)
    ]


def banners_of(asset_id: UUID, at: datetime) -> list[str]:
    """The codes of the columns that show this advertisement at this moment."""
    published = ColumnVersion.objects.filter(
        state=ColumnState.PUBLISHED,
        kind=ColumnKind.BANNER,
        content__asset=str(asset_id),
        starts_at__lte=at,
        column__taken_down_at=None,
    )
    shown = [
        _of_version(version)
        for version in published.exclude(ends_at__lte=at).select_related("column").order_by("column__code")
    ]
    return [one.code for one in allowed(shown, at)]


def with_version(found: list[Standing], version: ColumnVersion) -> list[Standing]:
    """The page as it would be if this version were approved: it replaces what its column shows."""
    others = [one for one in found if one.column_id != version.column_id]
    return sorted([*others, _of_version(version)], key=lambda one: (one.position, one.code))


def _of_version(version: ColumnVersion) -> Standing:
    return _standing(
        version.column_id,
        version.id,
        version.column.code,
        version.title,
        version.kind,
        version.audience,
        version.position,
        version.content,
    )


def _standing(*row: Any) -> Standing:
    column_id, version_id, code, title, kind, audience, position, content = row
    return Standing(
        column_id=column_id,
        version_id=version_id,
        code=code,
        title=title,
        kind=ColumnKind(kind),
        audience=Audience(audience),
        position=position,
        content=content_of(content),
    )


def open_version(column_id: UUID) -> ColumnVersion | None:
    """The version that is being written or reviewed, if there is one."""
    states = [ColumnState.DRAFT, ColumnState.SUBMITTED]
    return (
        ColumnVersion.objects.filter(column_id=column_id, state__in=states).select_related("column").first()
    )


def is_public_picture(document_id: UUID) -> bool:
    """Whether a published version of a column shows this picture, or showed it."""
    name = str(document_id)
    shown = ColumnVersion.objects.filter(state__in=[ColumnState.PUBLISHED, ColumnState.SUPERSEDED])
    return shown.filter(Q(content__picture_small=name) | Q(content__picture_large=name)).exists()


def terms_of(version: ColumnVersion) -> ColumnTerms:
    """What a version says, as it was written."""
    return ColumnTerms(
        title=version.title,
        kind=ColumnKind(version.kind),
        place=Place(version.place),
        place_key=version.place_key,
        position=version.position,
        starts_at=version.starts_at,
        ends_at=version.ends_at,
        audience=Audience(version.audience),
        content=content_of(version.content),
    )

"""Recognising what was taken down in the words of others, such as a mailing: by number, headline or words."""

from uuid import UUID

from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.states import VersionState

LEAST = 6
"""Fewer characters than this, spaces apart, belong to nobody: they recognise nothing."""


def taken_down_in(text: str, *, asset_id: UUID | None = None) -> list[str]:
    """The numbers of the advertisements taken down that this text shows (B-5.1.4); of one, if it is named.

    A headline that is public again in a mended version may be said; the words that were taken down may not.
    """
    said = _bare(text)
    versions = AssetVersion.objects.filter(state=VersionState.TAKEN_DOWN).select_related("asset")
    if asset_id is not None:
        versions = versions.filter(asset=asset_id)
    return sorted({version.asset.number for version in versions if _shows(said, version)})


def _shows(said: str, version: AssetVersion) -> bool:
    wanted = [_bare(version.words)]
    if version.asset.published_version_id is None:
        wanted += [_bare(version.headline), _bare(f"/ad/{version.asset.number}/")]
    return any(len(one) >= LEAST and one in said for one in wanted)


def _bare(text: str) -> str:
    """Lines and spaces differ from one medium to the next."""
    return "".join(text.split()).casefold()

"""How a version stops being public: shared by the verbs that end one."""

from datetime import date, datetime

from zhanggui.domain.advertising.models import Asset, AssetVersion, Publication
from zhanggui.domain.advertising.refusals import NotPublic
from zhanggui.domain.advertising.states import VERSION, EndCause
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm

VERBS = {
    EndCause.SUPERSEDED: "supersede",
    EndCause.TAKEN_DOWN: "take_down",
    EndCause.EXPIRED: "end",
    EndCause.ENDED: "end",
}


def end_publication(asset: Asset, cause: EndCause, *, at: datetime) -> AssetVersion:
    """End what is public of a held advertisement, and fix until when the archive keeps it (AD-15).

    From the end of this transaction no question finds it showable. Raises ``NotPublic``.
    """
    if asset.published_version_id is None:
        raise NotPublic
    version = AssetVersion.objects.locked().get(pk=asset.published_version_id)
    version.state = VERSION.after(version.state, VERBS[cause])
    version.save(update_fields=["state"])
    Publication.objects.filter(version=version, ended_at=None).update(
        ended_at=at, end_cause=cause, keep_until=keep_until(at)
    )
    asset.published_version, asset.showable_to = None, None
    asset.save(update_fields=["published_version", "showable_to"])
    return version


def keep_until(ended_at: datetime) -> date:
    """The day up to which the archive keeps what ended at this moment."""
    day = ended_at.astimezone(SHANGHAI).date()
    years: int = norm("advertising.archive_years", on=day)
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)

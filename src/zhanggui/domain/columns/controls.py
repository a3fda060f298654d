"""What columns can prove: nothing stands on the shop's pages that nobody approved (A-4.3, 营销栏目管理)."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from zhanggui.domain.columns import rules
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.states import ColumnKind, ColumnState, Place
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

VERSIONS = "admin:columns_columnversion_changelist"


def _rows(ids: list[UUID]) -> Records:
    return Records(len(ids), VERSIONS, {"id__in": ",".join(str(one) for one in ids[:50])} if ids else {})


@control("A-4.3", title="Every marketing column that stands was approved by somebody else, as it stands")
def columns_approved(at: datetime) -> Evidence:
    """The approvals' own count stands behind every published version, with exactly this content."""
    with connection.cursor() as cursor:
        cursor.execute(APPROVED)
        found = cursor.fetchall()
    wrong = [version_id for version_id, approved in found if not approved]
    return Evidence(
        share_kept(kept=len(found) - len(wrong), of=len(found)),
        {"published versions": len(found), "not approved": len(wrong)},
        "0 columns shown without approval",
        _rows(wrong),
    )


APPROVED = """
SELECT version.id, approvals_is_approved(version.id, version.digest)
       AND EXISTS (SELECT FROM columns_showing showing WHERE showing.version_id = version.id)
  FROM columns_columnversion version WHERE version.state = 'published'
"""


@control("A-4.3", title="The home page is made of columns, and they say what is on air and on the shelf")
def home_is_furnished(at: datetime) -> Evidence:
    """At this moment there is a column of each kind without which a shop on air has no front door."""
    now = ColumnVersion.objects.filter(
        state=ColumnState.PUBLISHED, place=Place.HOME, starts_at__lte=at, column__taken_down_at=None
    ).exclude(ends_at__lte=at)
    kinds = set(now.values_list("kind", flat=True))
    needed = {ColumnKind.LIVE, ColumnKind.GUIDE, ColumnKind.GOODS, ColumnKind.LICENCES}
    missing = sorted(needed - kinds)
    status = Status.NO_DATA if not kinds else Status.AT_RISK if missing else Status.KEPT
    return Evidence(
        status,
        {"columns on the home page": now.count(), "kinds missing": len(missing)},
        "on air, programme guide, goods and licences stand on the home page",
        Records(now.count(), VERSIONS, {"place__exact": Place.HOME.value}),
    )


@control("A-4.3", title="No column says what advertising law does not allow")
def columns_say_nothing_forbidden(at: datetime) -> Evidence:
    """Every published version is read again with the words of today's law."""
    today = at.astimezone(SHANGHAI).date()
    shown = list(ColumnVersion.objects.filter(state=ColumnState.PUBLISHED))
    wrong = [version.id for version in shown if rules.forbidden(terms_of(version), on=today)]
    return Evidence(
        share_kept(kept=len(shown) - len(wrong), of=len(shown)),
        {"columns read": len(shown), "with forbidden words": len(wrong)},
        "0 columns with forbidden words",
        _rows(wrong),
    )

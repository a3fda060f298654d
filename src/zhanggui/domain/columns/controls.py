"""What columns can prove: nothing stands on the shop's pages that nobody approved (A-4.3, 营销栏目管理)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from zhanggui.domain.advertising.queries import Material, materials
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.columns import rules
from zhanggui.domain.columns.models import ColumnVersion
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.rules import ColumnTerms
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


@control("B-5.1.3", "B-5.1.4", title="A banner is an approved advertisement, as it was approved")
def banners_are_advertisements(at: datetime) -> Evidence:
    """Each banner in its window says what its advertisement says; what may not be shown, is not."""
    standing = ColumnVersion.objects.filter(
        state=ColumnState.PUBLISHED, kind=ColumnKind.BANNER, starts_at__lte=at, column__taken_down_at=None
    ).exclude(ends_at__lte=at)
    found = {version.id: terms_of(version) for version in standing}
    assets = [one.content.asset for one in found.values() if one.content.asset]
    public = materials(assets, at, medium=Medium.SHOP)
    empty = [key for key, one in found.items() if _digest_of(public, one) != one.content.asset_digest]
    other = [key for key, one in found.items() if key not in empty and not _says_the_same(public, one)]
    status = share_kept(kept=len(found) - len(other), of=len(found))
    return Evidence(
        Status.AT_RISK if status == Status.KEPT and empty else status,
        {"banners": len(found), "that say something else": len(other), "whose place is empty": len(empty)},
        "0 banners that say anything but their advertisement; a place that stays empty is at risk",
        _rows([*other, *empty]),
    )


def _digest_of(public: Mapping[UUID, Material], terms: ColumnTerms) -> str | None:
    shown = public.get(terms.content.asset) if terms.content.asset else None
    return shown.digest if shown else None


def _says_the_same(public: Mapping[UUID, Material], terms: ColumnTerms) -> bool:
    shown = public[terms.content.asset] if terms.content.asset else None
    said = (terms.title, terms.content.text, terms.content.link)
    return shown is not None and said == (shown.headline, shown.words, shown.landing)


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
        Records(
            now.count(), VERSIONS, {"id__in": ",".join(str(pk) for pk in now.values_list("pk", flat=True))}
        ),
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

"""What advertisements can prove about section 5.1 of the norm, from their living rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from zhanggui.domain.advertising.fitness import still_proven
from zhanggui.domain.advertising.models import Asset, Publication, Screening, TakeDown
from zhanggui.domain.advertising.policies import AD_VIOLATION
from zhanggui.domain.advertising.writing import content_of, screened
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

ASSETS = "admin:advertising_asset_changelist"
ARCHIVE = "admin:advertising_publication_changelist"
TAKEN = "admin:advertising_takedown_changelist"
LOOKED_AT = 500
"""So many public advertisements are read again at once, the newest first."""
LATELY = timedelta(days=90)


def _rows(page: str, ids: Iterable[UUID]) -> Records:
    named = [str(one) for one in ids]
    return Records(len(named), page, {"id__in": ",".join(named[:50])} if named else {})


def _public() -> list[Asset]:
    public = Asset.objects.filter(published_version__isnull=False).select_related("published_version")
    return list(public.order_by("-created_at")[:LOOKED_AT])


@control("B-5.1.1", title="Nothing public says what the rules of today forbid")
def lawful_words(at: datetime) -> Evidence:
    """Every public advertisement is read again by the rules of today, and none is past its last day."""
    public, today, wrong, marked = _public(), at.astimezone(SHANGHAI).date(), [], 0
    for asset in public:
        version = asset.published_version
        if version is None:
            continue
        content = content_of(version)
        report = screened(content, at)
        marked += len(report.hits)
        excused = {one.key for one in content.excuses}
        if report.unexcused(excused) or report.missing or (asset.showable_to and asset.showable_to < today):
            wrong.append(asset.pk)
    return Evidence(
        share_kept(kept=len(public) - len(wrong), of=len(public)),
        {"public advertisements": len(public), "marked places": marked, "not in order": len(wrong)},
        "0 public advertisements with forbidden words, without required ones, or run out",
        _rows(ASSETS, wrong),
    )


@control("B-5.1.2", title="What is excused or recommended is proven by papers that hold")
def proven_claims(at: datetime) -> Evidence:
    """Excuses of facts, names and grades, endorsers and approvals: each with the advertiser's valid paper."""
    public = _public()
    wrong = [asset.pk for asset in public if asset.published_version and not still_proven(asset, at)]
    claims = sum(
        len(asset.published_version.excuses) + bool(asset.published_version.endorser)
        for asset in public
        if asset.published_version
    )
    return Evidence(
        share_kept(kept=len(public) - len(wrong), of=len(public)),
        {"public advertisements": len(public), "claims": claims, "without valid proof": len(wrong)},
        "0 public claims without valid proof",
        _rows(ASSETS, wrong),
    )


UNREVIEWED = """
SELECT publication.id FROM advertising_publication publication
  JOIN advertising_assetversion version ON version.id = publication.version_id
 WHERE NOT approvals_is_approved(version.id, version.digest)
"""


@control("B-5.1.3", title="Everything that was ever public had been screened and reviewed as it stood")
def reviewed(at: datetime) -> Evidence:
    """The database's own count of approvals stands behind each publication; the rules asked are on file."""
    with connection.cursor() as cursor:
        cursor.execute(UNREVIEWED)
        wrong = {row[0] for row in cursor.fetchall()}
    screening = Screening.objects.filter(version_id=OuterRef("version_id"))
    wrong |= set(Publication.objects.filter(~Exists(screening)).values_list("pk", flat=True))
    total = Publication.objects.count()
    return Evidence(
        share_kept(kept=total - len(wrong), of=total),
        {"publications": total, "not in order": len(wrong)},
        "0 publications without screening and review",
        _rows(ARCHIVE, wrong),
    )


@control("B-5.1.3", title="Advertisements stay in the archive for the years of the law")
def archived(at: datetime) -> Evidence:
    """What ended names the day until which it is kept, at least the years of the law after its end."""
    ended = Publication.objects.filter(ended_at__isnull=False)
    years: int = norm("advertising.archive_years", on=at)
    short = [
        one.pk
        for one in ended
        if one.keep_until is None
        or one.ended_at is None
        or one.keep_until < (one.ended_at + timedelta(days=365 * years)).date()
    ]
    total = Publication.objects.count()
    return Evidence(
        share_kept(kept=total - len(short), of=total),
        {"publications": total, "ended": ended.count(), "kept too short": len(short)},
        "kept three years after the end",
        _rows(ARCHIVE, short),
    )


@control("B-5.1.4", title="What is taken down is gone everywhere within a minute, and put right")
def taken_down_at_once(at: datetime) -> Evidence:
    """From the take-down until no place showed it; and each has its case."""
    limit = timedelta(seconds=norm("advertising.take_down_seconds", on=at))
    taken = TakeDown.objects.filter(taken_at__gte=at - LATELY)
    still = taken.filter(gone_at=None, taken_at__lt=at - limit)
    case = Case.objects.filter(kind=AD_VIOLATION.kind, subject_id=OuterRef("pk"))
    bare = taken.filter(~Exists(case))
    late = taken.filter(gone_at__gt=F("taken_at") + limit)
    wrong = {*still.values_list("pk", flat=True), *bare.values_list("pk", flat=True)}
    public = Asset.objects.filter(Q(published_version__isnull=False) | Q(take_downs__isnull=False))
    if not taken.exists():
        status = Status.KEPT if public.exists() else Status.NO_DATA
    else:
        status = Status.BROKEN if wrong else Status.AT_RISK if late.exists() else Status.KEPT
    return Evidence(
        status,
        {
            "take-downs in 90 days": taken.count(),
            "later than a minute": late.count(),
            "still open": len(wrong),
        },
        "gone within 60 seconds, with a case",
        _rows(TAKEN, {*wrong, *late.values_list("pk", flat=True)}),
    )

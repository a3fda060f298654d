"""What the catalogue can prove about chapter 2 of the norm, from its living rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.drafts import content_of, frozen_content
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion, Picture, SearchEntry, StopSale
from zhanggui.domain.catalog.policies import CHECKLIST, GOODS_INFORMATION
from zhanggui.domain.catalog.states import VersionState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals.models import ChecklistAnswer, Decision, Review
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept
from zhanggui.mechanisms.documents.models import Document

GOODS, VERSIONS, CATEGORIES = (
    "admin:catalog_goods_changelist",
    "admin:catalog_goodsversion_changelist",
    "admin:catalog_category_changelist",
)
LATEST = 200
"""How many of the newest publications are looked at word by word; the older ones were, when they were new."""
OTHER_SHARE_MAX = 10
"""Percent of goods that may hang on a category called "other" before the tree looks incomplete."""
CORRECT_WITHIN = timedelta(days=7)
ANSWERED_FOR = timedelta(days=90)
ARRANGED_WITHIN = timedelta(hours=1)


def _published() -> QuerySet[Goods]:
    """Goods that customers see: published, and not stopped."""
    stopped = StopSale.objects.filter(goods=OuterRef("pk"), lifted_at=None)
    return Goods.objects.filter(~Exists(stopped), published_version__isnull=False)


def _newest() -> list[GoodsVersion]:
    return list(
        GoodsVersion.objects.filter(state=VersionState.PUBLISHED)
        .select_related("goods__category")
        .prefetch_related("pictures")
        .order_by("-decided_at")[:LATEST]
    )


def rows(page: str, ids: Iterable[UUID], count: int | None = None) -> Records:
    """Exactly these rows on a page of the console (the first fifty of them in its address)."""
    named = [str(one) for one in ids]
    total = len(named) if count is None else count
    return Records(total, page, {"id__in": ",".join(named[:50])} if named else {})


def _none_of(goods: QuerySet[Goods], wrong: Q, threshold: str) -> Evidence:
    """The usual judgement: none of these goods may be wrong in this way."""
    total, found = goods.count(), list(goods.filter(wrong).values_list("pk", flat=True))
    return Evidence(
        share_kept(kept=total - len(found), of=total),
        {"goods on sale": total, "not in order": len(found)},
        threshold,
        rows(GOODS, found),
    )


@control("B-2.1.1", title="No goods on sale that the law keeps out of the shop")
def lawful_kinds(at: datetime) -> Evidence:
    """Categories of banned legal classes hold nothing that is on sale."""
    banned = [one for key in rules.SALE_BANS for one in norm(key, on=at)]
    return _none_of(_published(), Q(category__legal_class__in=banned), "0 goods of banned kinds")


@control("B-2.1.3", title="Every article on sale has a test report that holds")
def reports_hold(at: datetime) -> Evidence:
    """The report of the published version exists, was not withdrawn, and has not run out.

    Goods whose papers ran out are off sale by themselves; they are counted as a risk.
    """
    today = at.astimezone(SHANGHAI).date()
    holding = Document.objects.filter(
        pk=OuterRef("published_version__quality_report"), withdrawn_at=None
    ).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    live = _published().filter(Q(papers_valid_to=None) | Q(papers_valid_to__gte=today))
    total, without = live.count(), list(live.filter(~Exists(holding)).values_list("pk", flat=True))
    expired = _published().filter(papers_valid_to__lt=today)
    return Evidence(
        share_kept(kept=total - len(without), of=total, risk=expired.count()),
        {"goods on sale": total, "without report": len(without), "off sale by expiry": expired.count()},
        "100% with a report that holds",
        rows(GOODS, without or expired.values_list("pk", flat=True)),
    )


@control("B-2.1.4", title="The packaging of every article is on record")
def packaging_told(at: datetime) -> Evidence:
    """Material and standard of the packaging are part of the published version."""
    return _none_of(_published(), Q(published_version__packaging=""), "0 goods without packaging record")


@control("B-2.1.6", title="After-sales terms are complete")
def after_sales_told(at: datetime) -> Evidence:
    """After-sales terms and a return address are part of the published version."""
    wrong = Q(published_version__after_sales="") | Q(published_version__return_address="")
    return _none_of(_published(), wrong, "0 goods without after-sales terms or return address")


@control("B-2.2.1", title="What is shown is what was approved")
def shown_as_approved(at: datetime) -> Evidence:
    """The newest publications still have the very content that was approved, to the letter."""
    newest = _newest()
    changed = [
        version.goods_id
        for version in newest
        if approvals.digest_of(frozen_content(version)) != version.digest
    ]
    return Evidence(
        share_kept(kept=len(newest) - len(changed), of=len(newest)),
        {"versions compared": len(newest), "changed since": len(changed)},
        "0 published versions that differ from the approved one",
        rows(GOODS, changed),
    )


@control("B-2.2.2", "B-2.2.3", title="Every item of the norm's list was answered")
def answered_item_by_item(at: datetime) -> Evidence:
    """Each approval of goods information holds an answer to each item of the checklist, all in order."""
    codes = [check.code for check in CHECKLIST]
    decided = Decision.objects.filter(review__kind=GOODS_INFORMATION.kind, verdict="approve")
    total = decided.count()
    answers = ChecklistAnswer.objects.filter(decision__in=decided, code__in=codes, ok=True).count()
    missing = total * len(codes) - answers
    return Evidence(
        share_kept(kept=total if missing == 0 else total - 1, of=total),
        {"approvals": total, "items answered": answers, "items missing": max(missing, 0)},
        "0 unanswered items",
        _reviews(total, "approved"),
    )


def _reviews(count: int, states: str) -> Records:
    """The reviews of goods information that stand like that."""
    query = {"kind": GOODS_INFORMATION.kind, "state__in": states}
    return Records(count, "admin:approvals_review_changelist", query)


@control("B-2.2.3", title="Reviews are decided by reviewers, never by the author")
def decided_by_reviewers(at: datetime) -> Evidence:
    """Whoever decided held the post at that moment, and had not written the version."""
    with connection.cursor() as cursor:
        cursor.execute(BY_WHOM, [GOODS_INFORMATION.kind])
        total, wrong = cursor.fetchone()
    return Evidence(
        share_kept(kept=total - wrong, of=total),
        {"decisions": total, "by somebody else": wrong},
        "0 decisions by an unqualified or conflicted reviewer",
        _reviews(total, "approved,rejected"),
    )


BY_WHOM = """
SELECT count(*),
       count(*) FILTER (WHERE decision.person_id IN (review.author_person_id, review.submitter_person_id)
           OR NOT EXISTS (SELECT FROM identity_grant held
                           WHERE held.account_id = decision.account_id AND held.role = 'product_reviewer'
                             AND held.granted_at <= decision.decided_at
                             AND (held.revoked_at IS NULL OR held.revoked_at > decision.decided_at)))
  FROM approvals_decision decision JOIN approvals_review review ON review.id = decision.review_id
 WHERE review.kind = %s
"""


@control("B-2.2.4", title="What was returned is corrected or withdrawn")
def returned_is_corrected(at: datetime) -> Evidence:
    """Nothing that was returned is on sale; its supplier corrects it within a week."""
    later = GoodsVersion.objects.filter(goods=OuterRef("goods"), number__gt=OuterRef("number"))
    returned = GoodsVersion.objects.filter(state=VersionState.RETURNED)
    shown = returned.filter(goods__published_version=F("pk"))
    waiting = returned.filter(~Exists(later), decided_at__lt=at - CORRECT_WITHIN)
    total = returned.count()
    return Evidence(
        share_kept(kept=total - shown.count(), of=total, risk=waiting.count()),
        {
            "returned": total,
            "on sale all the same": shown.count(),
            "not corrected in a week": waiting.count(),
        },
        "0 returned versions on sale; corrected within 7 days",
        rows(VERSIONS, [one.pk for one in (shown if shown.exists() else waiting)]),
    )


@control("B-3.2.4", title="Suppliers answer for what they submit")
def submissions_declared(at: datetime) -> Evidence:
    """Each submission of ninety days holds a declaration of accuracy: who, when, by which words.

    How often suppliers had to be sent back stands beside it.
    """
    submitted = GoodsVersion.objects.filter(submitted_at__gt=at - ANSWERED_FOR, submitted_at__lte=at)
    bare = list(submitted.filter(declaration=None).values_list("pk", flat=True))
    total, returned = submitted.count(), submitted.filter(state=VersionState.RETURNED).count()
    return Evidence(
        share_kept(kept=total - len(bare), of=total),
        {
            "submissions in 90 days": total,
            "without a declaration": len(bare),
            "returned in a thousand": round(1000 * returned / total) if total else 0,
        },
        "0 submissions without a declaration of accuracy",
        rows(VERSIONS, bare),
    )


@control("B-2.2.5", "B-3.2.4", title="Published only after the review was passed")
def published_after_review(at: datetime) -> Evidence:
    """The database's own count of approvals stands behind every published version, and came first."""
    with connection.cursor() as cursor:
        cursor.execute(AFTER_REVIEW)
        found = cursor.fetchall()
    wrong = [goods_id for goods_id, approved in found if not approved]
    return Evidence(
        share_kept(kept=len(found) - len(wrong), of=len(found)),
        {"published": len(found), "without approval": len(wrong)},
        "0 published before or without approval",
        rows(GOODS, wrong),
    )


AFTER_REVIEW = """
SELECT goods.id, approvals_is_approved(version.id, version.digest)
       AND EXISTS (SELECT FROM approvals_review review
                    WHERE review.subject_id = version.id AND review.state = 'approved'
                      AND review.closed_at <= version.decided_at)
  FROM catalog_goods goods JOIN catalog_goodsversion version ON version.id = goods.published_version_id
"""


@control("B-2.3.1", title="Every article hangs on a leaf of the tree, with what it asks")
def on_a_leaf(at: datetime) -> Evidence:
    """No goods on a branch, and no attribute missing that the category demands."""
    branches = Category.objects.filter(parent=OuterRef("category"))
    published = _published()
    total = published.count()
    wrong = set(published.filter(Exists(branches)).values_list("pk", flat=True))
    demanding = published.exclude(category__required_fields=[]).select_related(
        "category", "published_version"
    )
    wrong |= {one.pk for one in demanding if _lacks(one)}
    return Evidence(
        share_kept(kept=total - len(wrong), of=total),
        {"goods on sale": total, "not in order": len(wrong)},
        "0 goods without a leaf or with missing attributes",
        rows(GOODS, wrong),
    )


def _lacks(goods: Goods) -> bool:
    told = goods.published_version.attributes if goods.published_version else {}
    return any(not told.get(name) for name in goods.category.required_fields)


@control("A-4.3", "B-2.3.1", title="Everything that is published can be found")
def goods_can_be_found(at: datetime) -> Evidence:
    """Every published article stands in the search with its words and category, arranged within the hour."""
    entries = SearchEntry.objects.filter(goods=OuterRef("pk"))
    published = Goods.objects.filter(published_version__isnull=False)
    total = published.count()
    lost = list(published.filter(~Exists(entries)).values_list("pk", flat=True))
    late = SearchEntry.objects.filter(stale_at__lt=at - ARRANGED_WITHIN)
    return Evidence(
        share_kept(kept=total - len(lost), of=total, risk=late.count()),
        {"published": total, "not found by search": len(lost), "arranged too long ago": late.count()},
        "100% found; arranged within the hour",
        rows(GOODS, lost or late.values_list("pk", flat=True)),
    )


@control("B-2.3.2", title="The tree of categories is complete and customary")
def tree_complete(at: datetime) -> Evidence:
    """Every category has its Chinese and English name; few goods hang on "other"."""
    total = Category.objects.count()
    nameless = Category.objects.filter(Q(name_zh="") | Q(name_en=""))
    goods = _published().count()
    other = _published().filter(Q(category__code__startswith="other") | Q(category__name_zh="其他")).count()
    share = 100 * other // goods if goods else 0
    return Evidence(
        share_kept(kept=total - nameless.count(), of=total, risk=int(share > OTHER_SHARE_MAX)),
        {"categories": total, "without name": nameless.count(), "goods in “other” (%)": share},
        "every category named; at most 10% in “other”",
        rows(CATEGORIES, nameless.values_list("pk", flat=True))
        if nameless.exists()
        else Records(total, CATEGORIES),
    )


@control("B-2.3.3", title="Display pages are complete")
def pages_complete(at: datetime) -> Evidence:
    """Each published version has a picture, a description, contents and delivery terms (CP-12)."""
    pictured = Picture.objects.filter(version=OuterRef("published_version"))
    fields = ("description", "contents", "delivery_terms", "specification")
    wrong = ~Q(Exists(pictured))
    for name in fields:
        wrong |= Q(**{f"published_version__{name}": ""})
    return _none_of(_published(), wrong, "100% with every required block")


@control("B-2.3.4", title="Pictures are the supplier's own, and were let through by somebody else")
def pictures_true(at: datetime) -> Evidence:
    """Every picture that is shown belongs to the seller of the goods and was released with their review."""
    shown = Picture.objects.filter(version__state=VersionState.PUBLISHED)
    fit = Document.objects.filter(
        pk=OuterRef("large"),
        organisation=OuterRef("version__goods__supplier__organisation"),
        released_at__isnull=False,
        withdrawn_at=None,
    )
    total, wrong = shown.count(), shown.filter(~Exists(fit))
    return Evidence(
        share_kept(kept=total - wrong.count(), of=total),
        {
            "pictures shown": total,
            "without right or release": wrong.count(),
            "made by AI, labelled": shown.filter(generated_by_ai=True).count(),
        },
        "0 pictures without right or release",
        rows(GOODS, wrong.values_list("version__goods", flat=True).distinct()),
    )


@control("B-2.3.5", title="Descriptions claim nothing without proof")
def claims_proven(at: datetime) -> Evidence:
    """The newest publications hold no word of the law's lists without a claim and its evidence."""
    today, newest = at.astimezone(SHANGHAI).date(), _newest()
    wrong = [
        version.goods_id
        for version in newest
        if rules.unproven(
            content_of(version),
            medical_class=version.goods.category.legal_class in rules.MEDICAL_CLASSES,
            on=today,
        )
    ]
    return Evidence(
        share_kept(kept=len(newest) - len(wrong), of=len(newest)),
        {"versions read": len(newest), "with unproven words": len(wrong)},
        "0 published claims without evidence",
        rows(GOODS, wrong),
    )


@control("B-2.2.1", title="Reviews are decided in time")
def reviews_in_time(at: datetime) -> Evidence:
    """No review of goods information runs out of time."""
    reviews = Review.objects.filter(kind=GOODS_INFORMATION.kind)
    late = reviews.filter(Q(state="expired") | Q(state="open", due_at__lt=at))
    total = reviews.count()
    return Evidence(
        Status.NO_DATA if total == 0 else Status.AT_RISK if late.exists() else Status.KEPT,
        {"reviews": total, "out of time": late.count()},
        "0 reviews out of time",
        rows("admin:approvals_review_changelist", late.values_list("pk", flat=True)),
    )

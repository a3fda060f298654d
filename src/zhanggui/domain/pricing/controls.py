"""What prices can prove about chapter 4 of the norm, from their living rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from zhanggui.domain.pricing import rules
from zhanggui.domain.pricing.market import trades_before
from zhanggui.domain.pricing.models import Price, PriceChange, PriceLine, PriceViolation, PriceWatch
from zhanggui.domain.pricing.policies import VIOLATION
from zhanggui.domain.pricing.states import ChangeState, Gravity, PriceKind, ViolationKind
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals.models import Decision
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

PRICES, CHANGES = "admin:pricing_price_changelist", "admin:pricing_pricechange_changelist"
VIOLATIONS = "admin:pricing_priceviolation_changelist"
CASES = "admin:cases_case_changelist"
LATELY = timedelta(days=90)
SETTLED_WITHIN = timedelta(minutes=5)
WATCHED_EVERY = timedelta(hours=26)


def _rows(page: str, ids: Iterable[UUID]) -> Records:
    """Exactly these rows on a page of the console (the first fifty of them in its address)."""
    named = [str(one) for one in ids]
    return Records(len(named), page, {"id__in": ",".join(named[:50])} if named else {})


def _asked(sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _none_wrong(total: int, wrong: list[UUID], figure: str, threshold: str, page: str) -> Evidence:
    return Evidence(
        share_kept(kept=total - len(wrong), of=total),
        {figure: total, "not in order": len(wrong)},
        threshold,
        _rows(page, wrong),
    )


@control("B-4.1.1", "B-4.2.3", title="Every price was approved as it stands")
def prices_approved(at: datetime) -> Evidence:
    """The database's own count of approvals stands behind each price, with the amount that was approved."""
    wrong = _asked(UNAPPROVED)
    total = Price.objects.count()
    return _none_wrong(total, [one for (one,) in wrong], "prices", "0 prices without valid approval", PRICES)


UNAPPROVED = """
SELECT price.id FROM pricing_price price
  JOIN pricing_pricechange change ON change.id = price.change_id
  JOIN pricing_priceline line ON line.id = price.line_id
 WHERE price.amount_fen <> line.amount_fen OR price.sku_id <> line.sku_id OR price.kind <> change.kind
    OR line.change_id <> change.id OR NOT approvals_is_approved(change.id, change.digest)
"""


@control("B-4.1.2", title="Nothing is sold below cost without a reason")
def not_below_cost(at: datetime) -> Evidence:
    """Where the cost is on file, a price under it carries its reason; it is pointed out in any case."""
    costed = PriceLine.objects.filter(change__state=ChangeState.PUBLISHED, cost_fen__isnull=False)
    below = costed.filter(amount_fen__lt=F("cost_fen"))
    unreasoned = below.filter(change__reason="")
    total = PriceLine.objects.filter(change__state=ChangeState.PUBLISHED).count()
    return Evidence(
        share_kept(kept=total - unreasoned.count(), of=total, risk=below.count()),
        {"prices": total, "with cost on file": costed.count(), "below cost": below.count()},
        "0 prices below cost without a reason",
        _rows(CHANGES, below.values_list("change", flat=True).distinct()),
    )


@control("B-4.1.3", title="Every price rests on a file: research, reasoning, author")
def prices_on_file(at: datetime) -> Evidence:
    """No price without the research of its change, and no research without a competing offer."""
    prices = Price.objects.all()
    wrong = prices.filter(Q(change__research__offers=[]) | Q(change__research__conclusion=""))
    return _none_wrong(
        prices.count(),
        list(wrong.values_list("pk", flat=True)),
        "prices",
        "0 prices without a price file",
        PRICES,
    )


@control("B-4.1.4", title="Prices can follow the market")
def prices_follow(at: datetime) -> Evidence:
    """How long a change takes from its proposal to its decision; none waits beyond its deadline."""
    decided = PriceChange.objects.filter(decided_at__gte=at - LATELY)
    took = [
        (one.decided_at - one.proposed_at) / timedelta(hours=1)
        for one in decided
        if one.decided_at is not None
    ]
    waiting = PriceChange.objects.filter(state=ChangeState.PROPOSED, proposed_at__lt=at - timedelta(days=5))
    if not took and not waiting.exists():
        return Evidence(Status.NO_DATA, {}, "decided within 5 days")
    return Evidence(
        Status.AT_RISK if waiting.exists() else Status.KEPT,
        {
            "changes decided in 90 days": len(took),
            "hours to decide (median)": round(median(took), 1) if took else 0,
            "waiting longer than 5 days": waiting.count(),
        },
        "decided within 5 days",
        _rows(CHANGES, waiting.values_list("pk", flat=True)),
    )


@control("B-4.2.1", title="The market was looked at before every change")
def researched_first(at: datetime) -> Evidence:
    """Research is not younger than the proposal, not older than it may be, and covers each SKU."""
    days = norm("price.research_valid_days", on=at)
    wrong = [one for (one,) in _asked(UNRESEARCHED, [days])]
    total = PriceChange.objects.count()
    return _none_wrong(total, wrong, "changes", "0 changes without valid research", CHANGES)


UNRESEARCHED = """
SELECT DISTINCT change.id FROM pricing_pricechange change
  JOIN pricing_marketresearch research ON research.id = change.research_id
  JOIN pricing_priceline line ON line.change_id = change.id
 WHERE research.created_at > change.proposed_at OR NOT line.sku_id = ANY (research.covers)
    OR research.researched_on < (change.proposed_at AT TIME ZONE 'Asia/Shanghai')::date - %s::int
"""


@control("B-4.2.2", title="Every published change was evaluated item by item")
def evaluated(at: datetime) -> Evidence:
    """Direction, extent, cost and comparison were judged by somebody before the approval."""
    approved = Decision.objects.filter(
        review__subject_id=OuterRef("pk"), step__code="evaluate", verdict="approve", answers__isnull=False
    )
    published = PriceChange.objects.filter(state=ChangeState.PUBLISHED)
    wrong = published.filter(~Exists(approved)).values_list("pk", flat=True)
    return _none_wrong(
        published.count(), list(wrong), "changes published", "100% with a stored evaluation", CHANGES
    )


@control("B-4.2.3", title="Three people stand behind every price")
def three_people(at: datetime) -> Evidence:
    """Proposer, evaluator and approver are different persons."""
    found = _asked(PEOPLE)
    wrong = [change for change, people in found if people < 3]
    return _none_wrong(len(found), wrong, "changes published", "0 changes with fewer than 3 people", CHANGES)


PEOPLE = """
SELECT change.id, (SELECT count(DISTINCT p) FROM unnest(
           array_agg(decision.person_id) || array_agg(coalesce(author.person_id, author.id))) p)
  FROM pricing_pricechange change
  JOIN identity_account author ON author.id = change.proposed_by_id
  LEFT JOIN approvals_review review ON review.subject_id = change.id AND review.state = 'approved'
  LEFT JOIN approvals_decision decision ON decision.review_id = review.id AND decision.verdict = 'approve'
 WHERE change.state = 'published' GROUP BY change.id
"""


@control("B-4.2.4", title="Prices are published before they hold")
def published_in_time(at: datetime) -> Evidence:
    """No price held before it was published; every page reads the one list."""
    prices = Price.objects.exclude(period__isempty=True)
    wrong = prices.filter(period__startswith__lt=F("published_at")).values_list("pk", flat=True)
    return _none_wrong(prices.count(), list(wrong), "prices", "0 prices that held before publication", PRICES)


@control("B-4.3.1", title="Promotions are planned")
def promotions_planned(at: datetime) -> Evidence:
    """Each promotion has a reason, a period and an approval before it begins."""
    lately = PriceChange.objects.filter(state=ChangeState.PUBLISHED, proposed_at__gte=at - LATELY).exclude(
        kind=PriceKind.NORMAL
    )
    wrong = lately.filter(reason="").values_list("pk", flat=True)
    return _none_wrong(
        lately.count(), list(wrong), "promotions in 90 days", "0 promotions without a plan", CHANGES
    )


@control("B-4.3.2", title="Promotion prices are below the normal price, and compared with trades only")
def truly_lower(at: datetime) -> Evidence:
    """Below the normal price in every moment; no reference above the lowest price really paid (PX-04)."""
    specials = Price.objects.exclude(kind=PriceKind.NORMAL).exclude(period__isempty=True)
    wrong = {one for (one,) in _asked(NOT_LOWER)}
    compared = specials.filter(
        reference_settled_at__isnull=False, reference_fen__isnull=False, period__startswith__gte=at - LATELY
    )
    wrong |= {price.pk for price in compared if _exaggerated(price)}
    return Evidence(
        share_kept(kept=specials.count() - len(wrong), of=specials.count()),
        {
            "promotion prices": specials.count(),
            "with comparison": compared.count(),
            "not in order": len(wrong),
        },
        "0 promotion prices at or above the reference",
        _rows(PRICES, wrong),
    )


NOT_LOWER = """
SELECT DISTINCT special.id FROM pricing_price special
  JOIN pricing_price normal ON normal.sku_id = special.sku_id AND normal.kind = 'normal'
       AND normal.period && special.period
 WHERE special.kind <> 'normal' AND normal.amount_fen <= special.amount_fen
"""


def _exaggerated(price: Price) -> bool:
    """Whether the shown reference is above what trades allow, counted anew from the trades."""
    trades = trades_before([price.sku_id], price.period.lower).get(price.sku_id, {})
    lowest = rules.reference_price(trades)
    return lowest is None or (price.reference_fen or 0) > lowest


@control("B-4.3.3", title="Promotion prices are shown, with their reference settled")
def promotions_shown(at: datetime) -> Evidence:
    """A promotion that runs shows its reference within minutes of its start, or has none."""
    running = Price.objects.filter(period__contains=at).exclude(kind=PriceKind.NORMAL)
    unsettled = running.filter(
        line__reference_fen__isnull=False,
        reference_settled_at=None,
        period__startswith__lt=at - SETTLED_WITHIN,
    )
    total = running.count()
    return Evidence(
        Status.NO_DATA if total == 0 else Status.AT_RISK if unsettled.exists() else Status.KEPT,
        {"promotions running": total, "reference not settled": unsettled.count()},
        "settled within 5 minutes of the start",
        _rows(PRICES, unsettled.values_list("pk", flat=True)),
    )


@control("B-4.4.1", title="Price violations are defined, and looked for")
def violations_defined(at: datetime) -> Evidence:
    """Each kind has its definition; what the house can compute of them is computed by ``truly_lower``."""
    undefined = [kind for kind in ViolationKind if not kind.value]
    found = truly_lower(at)
    return Evidence(
        Status.BROKEN if undefined else Status.AT_RISK if found.status == Status.BROKEN else Status.KEPT,
        {"kinds defined": len(ViolationKind), "found by computing": found.figures["not in order"]},
        "every kind defined; detection runs daily",
        found.records,
    )


@control("B-4.4.2", title="A grave violation stops the sale until it is put right")
def grave_ones_stop(at: datetime) -> Evidence:
    """No goods on sale while the case of a major violation is open."""
    total = PriceViolation.objects.filter(gravity=Gravity.MAJOR).count()
    wrong = [one for (one,) in _asked(SOLD_ON, [VIOLATION.kind])]
    return _none_wrong(
        total, wrong, "major violations", "0 goods on sale with an open major violation", VIOLATIONS
    )


SOLD_ON = """
SELECT violation.id FROM pricing_priceviolation violation
  JOIN cases_case c ON c.subject_id = violation.id AND c.kind = %s AND c.resolved_at IS NULL
 WHERE violation.gravity = 'major'
   AND NOT EXISTS (SELECT FROM catalog_stopsale stop
                    WHERE stop.goods_id = violation.goods_id AND stop.lifted_at IS NULL)
"""


@control("B-4.4.3", title="Every violation ends with a rectification, in time")
def violations_rectified(at: datetime) -> Evidence:
    """No closed case without what was put right; cases beyond their time are a risk."""
    total = Case.objects.filter(kind=VIOLATION.kind)
    bare = total.filter(closed_at__isnull=False, rectification="")
    late = total.filter(resolved_at=None, resolve_by__lt=at)
    return Evidence(
        share_kept(kept=total.count() - bare.count(), of=total.count(), risk=late.count()),
        {
            "violations": total.count(),
            "closed without rectification": bare.count(),
            "beyond their time": late.count(),
        },
        "0 closed without rectification",
        _rows(CASES, (bare if bare.exists() else late).values_list("pk", flat=True)),
    )


@control("B-4.4.4", title="Price violations stay on record")
def violations_recorded(at: datetime) -> Evidence:
    """Each has its case and its fact in the trail; neither can be deleted."""
    wrong = [one for (one,) in _asked(UNRECORDED, [VIOLATION.kind])]
    total = PriceViolation.objects.count()
    return _none_wrong(total, wrong, "violations", "0 without case or trail", VIOLATIONS)


UNRECORDED = """
SELECT violation.id FROM pricing_priceviolation violation
 WHERE NOT EXISTS (SELECT FROM cases_case c WHERE c.subject_id = violation.id AND c.kind = %s)
    OR NOT EXISTS (SELECT FROM trail_fact f
                    WHERE f.subject_id = violation.id AND f.name = 'pricing.violation_reported')
"""


@control("A-4.5", title="Prices and charges of every seller are supervised each night, and findings handled")
def supervised(at: datetime) -> Evidence:
    """The last night was watched, and no finding waits beyond its time; each is kept with its case."""
    last = PriceWatch.objects.order_by("-watched_at").first()
    found = PriceViolation.objects.filter(found_key__isnull=False)
    late = Case.objects.filter(
        kind=VIOLATION.kind, subject_id__in=found.values("pk"), resolved_at=None, resolve_by__lt=at
    )
    if last is None:
        return Evidence(Status.NO_DATA, {}, "watched every night")
    missed = last.watched_at < at - WATCHED_EVERY
    return Evidence(
        Status.BROKEN if late.exists() else Status.AT_RISK if missed else Status.KEPT,
        {
            "nights watched": PriceWatch.objects.count(),
            "order lines looked at last": last.lines,
            "found by computing": found.count(),
            "findings beyond their time": late.count(),
        },
        "watched every night; 0 findings beyond their time",
        _rows(CASES, late.values_list("pk", flat=True)),
    )

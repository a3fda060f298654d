"""What compliance can prove: duties have their proof, areas their policy, and the public is told in time."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.models import ChangeWatch, Obligation, Policy, RegisterReview, Release
from zhanggui.domain.compliance.queries import in_force, rights, standing_of, uncovered_clauses
from zhanggui.domain.compliance.states import Area, Audience
from zhanggui.kernel.norms import NoSuchNorm, norm
from zhanggui.mechanisms.controls import Evidence, Records, Status, all_controls, clauses, control, share_kept
from zhanggui.mechanisms.controls.models import Snapshot

OBLIGATIONS = "admin:compliance_obligation_changelist"
REVIEWS = "admin:compliance_registerreview_changelist"
WATCHES = "admin:compliance_changewatch_changelist"
POLICIES = "admin:compliance_policy_changelist"
PACKS = (Area.GOODS, Area.ADVERTISING, Area.PRICE)
QUARTER = timedelta(days=92)
MONTH = timedelta(days=31)
YEAR = timedelta(days=366)
FRESH = timedelta(hours=26)

UNREAD = """
SELECT DISTINCT account.id, release.effective_on <= %(late)s AND held.granted_at <= %(granted)s,
       EXISTS (SELECT FROM compliance_acknowledgement ack
                WHERE ack.version_id = release.version_id AND ack.account_id = account.id),
       release.policy_id
  FROM compliance_release release JOIN compliance_policy policy ON policy.id = release.policy_id
  JOIN identity_grant held ON held.role = ANY (policy.readers) AND held.revoked_at IS NULL
  JOIN identity_account account ON account.id = held.account_id AND account.disabled_at IS NULL
 WHERE release.id = ANY (%(releases)s)
"""
"""Who has to read what is in force, whether their days are over, and whether they have."""


def _rows(page: str, ids: list[str]) -> Records:
    return Records(len(ids), page, {"id__in": ",".join(ids)} if ids else {})


@control("B-1.3.1", title="The scope of both norms is confirmed, and every gap is named")
def scope_confirmed(at: datetime) -> Evidence:
    """Confirmed within a quarter; a clause that nothing judges was named in the confirmation."""
    last = RegisterReview.objects.order_by("-reviewed_at").first()
    open_now = uncovered_clauses()
    threshold = "confirmed within a quarter, and no clause without a control that it does not name"
    if last is None:
        return Evidence(Status.NO_DATA, {}, threshold)
    unnamed = sorted(set(open_now) - set(last.uncovered))
    fresh = at - last.reviewed_at <= QUARTER
    status = Status.AT_RISK if unnamed else Status.KEPT
    return Evidence(
        status if fresh else Status.BROKEN,
        {
            "clauses": len(clauses()),
            "clauses without a control": len(open_now),
            "of them not named": len(unnamed),
            "days since the review": (at - last.reviewed_at).days,
        },
        threshold,
        Records(len(unnamed), REVIEWS),
    )


@control("B-1.3.2", title="Every duty of the law has a control, and cites a text in force")
def obligations_stand(at: datetime) -> Evidence:
    """No duty without a control, none that cites a repealed text, and a review within a quarter."""
    active = list(Obligation.objects.active().select_related("instrument"))
    known, today = {one.code for one in all_controls()}, rules.day_of(at)
    gaps = [str(one.pk) for one in active if known.isdisjoint(one.controls)]
    repealed = [str(one.pk) for one in active if not one.instrument.in_force(today)]
    last = RegisterReview.objects.order_by("-reviewed_at").first()
    stale = last is None or at - last.reviewed_at > QUARTER
    wrong = sorted({*gaps, *repealed})
    return Evidence(
        share_kept(kept=len(active) - len(wrong), of=len(active), risk=int(stale)),
        {"duties": len(active), "without a control": len(gaps), "citing a repealed text": len(repealed)},
        "0 without a control, 0 citing a repealed text, reviewed within a quarter",
        _rows(OBLIGATIONS, wrong),
    )


@control("B-1.3.3", title="Rules on goods, advertising and prices are dated values of the law")
def rule_packs_dated(at: datetime) -> Evidence:
    """Each pack has duties, and every number they rest on is in force today by its own dates."""
    active = list(Obligation.objects.active().filter(area__in=PACKS))
    wrong = [str(one.pk) for one in active if not all(_in_force(key, at) for key in one.norms)]
    missing = [pack for pack in PACKS if not any(one.area == pack for one in active)]
    return Evidence(
        share_kept(kept=len(active) - len(wrong), of=len(active), risk=len(missing)),
        {
            "duties": len(active),
            "dated values": len({key for one in active for key in one.norms}),
            "duties without a value in force": len(wrong),
        },
        "every value in force today, for goods, advertising and prices",
        _rows(OBLIGATIONS, wrong),
    )


def _in_force(key: str, at: datetime) -> bool:
    try:
        norm(key, on=at)
    except NoSuchNorm:
        return False
    return True


@control("B-9.1.1", title="Duties of the law are kept, and changes of law are looked for every month")
def obligations_kept(at: datetime) -> Evidence:
    """No duty whose control was broken when last asked, and a look at the sources within a month."""
    found = [(one, standing_of(one)) for one in Obligation.objects.active().with_results()]
    broken = [str(one.pk) for one, status in found if status == Status.BROKEN]
    risky = sum(status == Status.AT_RISK for _, status in found)
    last = ChangeWatch.objects.order_by("-watched_at").first()
    unwatched = last is None or at - last.watched_at > MONTH
    return Evidence(
        share_kept(kept=len(found) - len(broken), of=len(found), risk=int(unwatched)),
        {
            "duties": len(found),
            "kept": sum(status == Status.KEPT for _, status in found),
            "at risk": risky,
            "broken": len(broken),
        },
        "0 duties broken, changes of law looked for within a month",
        _rows(OBLIGATIONS, broken),
    )


@control("B-6.3.1", title="Every right of customers has a control that passes")
def rights_proven(at: datetime) -> Evidence:
    """Each of the six rights is proven by a duty whose controls passed within a day, and none is broken."""
    found = rights()
    proven = {right for right, rows in found.items() if any(status == Status.KEPT for _, status in rows)}
    broken = [str(one.pk) for rows in found.values() for one, status in rows if status == Status.BROKEN]
    last = Snapshot.objects.order_by("-taken_at").first()
    if last is None or not any(found.values()):
        return Evidence(Status.NO_DATA, {}, "every right proven within a day, none broken")
    fresh = at - last.taken_at <= FRESH
    whole = len(proven) == len(found) and not broken
    return Evidence(
        Status.BROKEN if not whole else Status.KEPT if fresh else Status.AT_RISK,
        {"rights": len(found), "rights proven": len(proven), "duties broken": len(broken)},
        "every right proven within a day, none broken",
        _rows(OBLIGATIONS, broken),
    )


@control("B-9.1.2", title="Every area has a policy in force, looked through within a year")
def areas_have_policies(at: datetime) -> Evidence:
    """Each area that the law speaks of has a policy, and none in force was last looked at over a year ago."""
    areas = set(Obligation.objects.active().values_list("area", flat=True))
    holding = list(in_force(at))
    without = sorted(areas - {release.policy.area for release in holding})
    looked = {policy.pk: policy for policy in Policy.objects.filter(reviews__reviewed_at__gt=at - YEAR)}
    old = [
        str(one.policy_id) for one in holding if at - one.published_at > YEAR and one.policy_id not in looked
    ]
    return Evidence(
        share_kept(kept=len(areas) - len(without), of=len(areas), risk=len(old)),
        {
            "areas": len(areas),
            "areas without a policy": len(without),
            "policies in force": len(holding),
            "past their review": len(old),
        },
        "0 areas without a policy, 0 policies past their review",
        _rows(POLICIES, old),
    )


@control("B-9.1.2", title="Rules of the platform are announced in time, and every version can be read")
def rules_announced(at: datetime) -> Evidence:
    """Between publication and effect lay the days the law gave on that day."""
    released = list(
        Release.objects.filter(policy__audience=Audience.PUBLIC).select_related("policy", "version")
    )
    late = [
        str(one.policy_id)
        for one in released
        if one.effective_on < rules.earliest_effect(one.policy.audience, one.version.impact, one.published_on)
    ]
    return Evidence(
        share_kept(kept=len(released) - len(late), of=len(released)),
        {"versions published": len(released), "announced too late": len(late)},
        "7 whole days before effect, 15 for a major change",
        _rows(POLICIES, late),
    )


@control("B-9.1.3", title="Policies were read by those they concern")
def policies_acknowledged(at: datetime) -> Evidence:
    """Everybody whose post a policy concerns read the version in force within its days."""
    days = timedelta(days=norm("policy.acknowledge_days", on=at))
    asked: dict[str, Any] = {
        "late": rules.day_of(at - days),
        "granted": at - days,
        "releases": list(in_force(at).values_list("pk", flat=True)),
    }
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, asked)
        rows = cursor.fetchall()
    late = [row for row in rows if row[1] and not row[2]]
    return Evidence(
        share_kept(kept=len(rows) - len(late), of=len(rows)),
        {"to be read": len(rows), "acknowledged": sum(row[2] for row in rows), "overdue": len(late)},
        "0 overdue",
        _rows(POLICIES, sorted({str(row[3]) for row in late})),
    )

"""What campaigns can prove about sections 5.2 to 5.4 of the norm, from their living rows."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, Sum

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.models import (
    Campaign,
    Conclusion,
    Evaluation,
    Incident,
    LinkHour,
    Mailing,
    Material,
    Plan,
    Summary,
)
from zhanggui.domain.campaigns.planning import wish_of
from zhanggui.domain.campaigns.policies import INCIDENT
from zhanggui.domain.campaigns.states import CampaignState, LogKind, MailingState
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.deadlines import after_working_days, china
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.queries import punctuality
from zhanggui.mechanisms.cases.states import Clock
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

CAMPAIGNS = "admin:campaigns_campaign_changelist"
PLANS = "admin:campaigns_plan_changelist"
EVALUATIONS = "admin:campaigns_evaluation_changelist"
INCIDENTS = "admin:campaigns_incident_changelist"
LATELY = timedelta(days=180)
LATE = timedelta(hours=1)
"""Material is on time if it is out within the hour after it was due."""


def _rows(page: str, ids: Iterable[UUID]) -> Records:
    named = [str(one) for one in ids]
    return Records(len(named), page, {"id__in": ",".join(named[:50])} if named else {})


def _begun(at: datetime) -> list[Campaign]:
    begun = Campaign.objects.filter(started_at__gte=at - LATELY).select_related("adopted_plan")
    return list(begun.order_by("-started_at"))


UNAPPROVED = """
SELECT campaign.id FROM campaigns_campaign campaign
  LEFT JOIN campaigns_plan plan ON plan.id = campaign.adopted_plan_id
 WHERE campaign.started_at IS NOT NULL
   AND (plan.id IS NULL OR NOT approvals_is_approved(plan.id, plan.digest))
"""


@control("B-5.2.1", title="Every campaign follows a whole plan that others approved")
def planned(at: datetime) -> Evidence:
    """Purpose, audience, content, form, media and targets are there, and enough people said yes."""
    with connection.cursor() as cursor:
        cursor.execute(UNAPPROVED)
        wrong = {row[0] for row in cursor.fetchall()}
    begun = _begun(at)
    wrong |= {one.pk for one in begun if one.adopted_plan and rules.wanting(wish_of(one.adopted_plan))}
    return Evidence(
        share_kept(kept=len(begun) - len(wrong), of=len(begun), broken=len(wrong)),
        {"campaigns": len(begun), "not in order": len(wrong)},
        "0 campaigns without an approved, whole plan",
        _rows(CAMPAIGNS, wrong),
    )


@control("B-5.2.2", title="Plans say what the market and the season ask for")
def trends_noted(at: datetime) -> Evidence:
    """Each followed plan names the trend it builds on, and what to be careful with."""
    plans = Plan.objects.filter(campaign__adopted_plan=F("pk"), created_at__gte=at - LATELY)
    bare = plans.filter(Q(trend="") | Q(sensitivities=""))
    return Evidence(
        share_kept(kept=plans.count() - bare.count(), of=plans.count()),
        {"plans": plans.count(), "without a trend": bare.count()},
        "0 plans without a dated trend and a look at sensitive days",
        _rows(PLANS, bare.values_list("pk", flat=True)),
    )


@control("B-5.2.3", title="The unexpected is foreseen, and answered in time")
def incidents_answered(at: datetime) -> Evidence:
    """Incidents of campaigns keep the clock of the first response; no task of the run sheet is forgotten."""
    begun = _begun(at)
    told = Incident.objects.filter(reported_at__gte=at - LATELY)
    kept = punctuality(INCIDENT.kind, Clock.RESPOND, since=at - LATELY, until=at)
    late = kept.late
    forgotten = [one.pk for one in begun if _forgotten(one, at)]
    status = Status.BROKEN if late else Status.AT_RISK if forgotten else Status.KEPT
    return Evidence(
        status if begun else Status.NO_DATA,
        {
            "campaigns": len(begun),
            "incidents": told.count(),
            "answered late": late,
            "tasks forgotten": len(forgotten),
        },
        "incidents answered in 1 hour, grave ones in 10 minutes",
        _rows(INCIDENTS if late else CAMPAIGNS, told.values_list("pk", flat=True) if late else forgotten),
    )


def _forgotten(campaign: Campaign, at: datetime) -> bool:
    """Whether a running campaign has a task that has been due for a day."""
    plan = campaign.adopted_plan
    if plan is None or campaign.state != CampaignState.RUNNING:
        return False
    done = set(campaign.log.filter(kind=LogKind.TASK_DONE).values_list("task", flat=True))
    due = [
        number
        for number, task in enumerate(plan.tasks, start=1)
        if datetime.fromisoformat(task["due_at"]) < at - timedelta(days=1)
    ]
    return bool(set(due) - done)


@control("B-5.2.4", title="What came of a campaign is summarised soon after it")
def summarised(at: datetime) -> Evidence:
    """Within ten working days after the end, with conclusions for the next plan."""
    days: int = norm("campaigns.summary_working_days", on=at)
    over = Campaign.objects.filter(over_at__gte=at - LATELY).select_related("summary")
    waiting = [one for one in over if one.state != CampaignState.CLOSED]
    late = [one.pk for one in waiting if one.over_at and _due(one.over_at, days) < at]
    late += [
        one.pk
        for one in over
        if one.state == CampaignState.CLOSED
        and one.over_at
        and _due(one.over_at, days) < one.summary.written_at
    ]
    return Evidence(
        share_kept(kept=len(over) - len(late), of=len(over)),
        {"campaigns over": len(over), "not summarised yet": len(waiting), "late": len(late)},
        "summarised within 10 working days",
        _rows(CAMPAIGNS, late),
    )


def _due(over_at: datetime, days: int) -> datetime:
    return after_working_days(over_at, days, calendar=china())


@control("B-5.3.1", title="Materials fit the brand, and their rights are on file")
def on_brand(at: datetime) -> Evidence:
    """Nothing is out whose version does not say how it fits the brand and whose rights it uses."""
    out = Material.objects.filter(out_at__gte=at - LATELY)
    bare = out.filter(asset__published_version__isnull=False, asset__published_version__brand_notes="")
    return Evidence(
        share_kept(kept=out.count() - bare.count(), of=out.count()),
        {"materials": out.count(), "without brand and rights": bare.count()},
        "0 materials without a word on brand and rights",
        _rows(CAMPAIGNS, bare.values_list("campaign", flat=True).distinct()),
    )


@control("B-5.3.2", title="Materials were compared before one was taken")
def compared(at: datetime) -> Evidence:
    """Each campaign has a material that says how it did against its variant, and why it was taken."""
    begun = _begun(at)
    with_reason = set(
        Material.objects.filter(campaign__in=begun)
        .exclude(chosen_because="")
        .values_list("campaign", flat=True)
    )
    without = [one.pk for one in begun if one.pk not in with_reason]
    return Evidence(
        Status.NO_DATA if not begun else Status.AT_RISK if without else Status.KEPT,
        {"campaigns": len(begun), "without a comparison": len(without)},
        "every campaign compares its main material",
        _rows(CAMPAIGNS, without),
    )


@control("B-5.3.3", title="Publicity goes out in several media")
def several_media(at: datetime) -> Evidence:
    """Materials of the last half year went out online, offline and by platforms of others."""
    media = Counter(Material.objects.filter(out_at__gte=at - LATELY).values_list("medium", flat=True))
    least: int = norm("campaigns.media_at_least", on=at)
    return Evidence(
        Status.NO_DATA if not media else Status.KEPT if len(media) >= least else Status.AT_RISK,
        {"materials": sum(media.values()), "media": len(media)},
        "3 media at least",
        _rows(CAMPAIGNS, []),
    )


@control("B-5.3.4", title="Materials are out when they are due")
def out_on_time(at: datetime) -> Evidence:
    """Within the hour; what is due and not out while its campaign runs is late."""
    due = Material.objects.filter(
        due_at__gte=at - LATELY, due_at__lt=at - LATE, campaign__started_at__isnull=False
    )
    late = due.filter(
        Q(out_at__gt=F("due_at") + LATE) | Q(out_at=None, campaign__state=CampaignState.RUNNING.value)
    )
    total, wrong = due.count(), late.count()
    return Evidence(
        share_kept(kept=total, of=total, risk=wrong),
        {"materials due": total, "late": wrong},
        "out within the hour",
        _rows(CAMPAIGNS, late.values_list("campaign", flat=True).distinct()),
    )


@control("B-5.4.1", title="Effects are judged by two methods at least")
def several_methods(at: datetime) -> Evidence:
    """Figures and asking, or a comparison: no summary and no evaluation rests on one method."""
    judged = [
        *Summary.objects.values_list("campaign_id", "methods"),
        *Evaluation.objects.values_list("pk", "methods"),
    ]
    bare = [one for one, methods in judged if len(set(methods)) < rules.METHODS_AT_LEAST]
    return Evidence(
        share_kept(kept=len(judged) - len(bare), of=len(judged)),
        {"summaries and evaluations": len(judged), "by one method": len(bare)},
        "two methods at least",
        _rows(CAMPAIGNS, bare),
    )


RECOUNT = """
SELECT link.campaign_id
  FROM campaigns_link link
  LEFT JOIN (SELECT link_id, sum(orders) AS orders, sum(confirmed) AS confirmed FROM campaigns_linkhour
              GROUP BY link_id) counted ON counted.link_id = link.id
  LEFT JOIN (SELECT link_id, count(*) FILTER (WHERE placed_counted_at IS NOT NULL) AS orders,
                    count(*) FILTER (WHERE confirmed_counted_at IS NOT NULL) AS confirmed
               FROM campaigns_origin GROUP BY link_id) kept ON kept.link_id = link.id
 WHERE coalesce(counted.orders, 0) <> coalesce(kept.orders, 0)
    OR coalesce(counted.confirmed, 0) <> coalesce(kept.confirmed, 0)
"""


@control("B-5.4.2", title="Attention, conversion and satisfaction are counted, and the counters are right")
def effects_counted(at: datetime) -> Evidence:
    """The hourly counters agree with the orders that name a code; every campaign that began was reached."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        wrong = {row[0] for row in cursor.fetchall()}
    begun = _begun(at)
    unseen = [one.pk for one in begun if one.over_at and not one.reaches.exists()]
    sums = LinkHour.objects.aggregate(clicks=Sum("clicks"), orders=Sum("orders"), ratings=Sum("ratings"))
    status = Status.BROKEN if wrong else Status.AT_RISK if unseen else Status.KEPT
    return Evidence(
        status if begun else Status.NO_DATA,
        {
            "campaigns": len(begun),
            "clicks": sums["clicks"] or 0,
            "orders": sums["orders"] or 0,
            "ratings": sums["ratings"] or 0,
            "counted wrongly": len(wrong),
        },
        "counters equal the orders behind them",
        _rows(CAMPAIGNS, wrong or unseen),
    )


@control("B-5.4.3", title="Results change what is done next")
def results_heeded(at: datetime) -> Evidence:
    """Every summary ends with a decision; what follows a campaign heeds its conclusions."""
    closed = Campaign.objects.filter(state=CampaignState.CLOSED).annotate(
        learnt=Count("summary__conclusions")
    )
    mute = closed.filter(learnt=0)
    deaf = [
        one.pk
        for one in Campaign.objects.filter(follows__isnull=False, adopted_plan__isnull=False)
        if one.adopted_plan and not one.adopted_plan.lessons
    ]
    wrong = {*mute.values_list("pk", flat=True), *deaf}
    return Evidence(
        share_kept(kept=closed.count() - mute.count(), of=closed.count(), broken=len(wrong)),
        {
            "campaigns closed": closed.count(),
            "conclusions": Conclusion.objects.count(),
            "without consequence": len(wrong),
        },
        "every summary has a decision, and the next plan heeds it",
        _rows(CAMPAIGNS, wrong),
    )


@control("B-5.4.4", title="The publicity of each month is evaluated")
def evaluated_monthly(at: datetime) -> Evidence:
    """The month before is evaluated by the tenth; a house with no campaign yet has nothing to evaluate."""
    today = at.astimezone(SHANGHAI).date()
    last = _month_before(today)
    first = Campaign.objects.order_by("created_at").values_list("created_at", flat=True).first()
    done = Evaluation.objects.filter(month=last).exists()
    if not done and (first is None or first.astimezone(SHANGHAI).date().replace(day=1) > last):
        return Evidence(Status.NO_DATA, {"evaluations": Evaluation.objects.count()}, "evaluated by the tenth")
    by_then = today.day <= norm("campaigns.evaluated_by_day", on=at)
    return Evidence(
        Status.KEPT if done else Status.AT_RISK if by_then else Status.BROKEN,
        {"evaluations": Evaluation.objects.count(), "last month evaluated": int(done)},
        "evaluated by the tenth",
        _rows(EVALUATIONS, Evaluation.objects.order_by("-month").values_list("pk", flat=True)[:12]),
    )


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


MAILED = (MailingState.APPROVED, MailingState.SENDING, MailingState.SENT, MailingState.STOPPED)


@control("B-5.1.3", "B-5.3.3", title="Every mailing was screened, and checked by somebody else as it stands")
def mailings_checked(at: datetime) -> Evidence:
    """A mailing that waits for its hour, or went out, against its review and its screening."""
    out = list(Mailing.objects.filter(state__in=MAILED, proposed_at__lte=at).exclude(decided_at=None))
    unchecked = [
        mailing.id
        for mailing in out
        if not mailing.screening.get("edition") or not approvals.is_approved(mailing.id, mailing.digest)
    ]
    return Evidence(
        share_kept(kept=len(out) - len(unchecked), of=len(out)),
        figures={"mailings": len(out), "mailings nobody checked": len(unchecked)},
        threshold="every mailing was screened and checked",
        records=_rows("admin:campaigns_mailing_changelist", unchecked),
    )

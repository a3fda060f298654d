"""What customer care can prove."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import (
    CallBack,
    Complaint,
    Consultation,
    GoodsQuestion,
    GoodsRating,
    GoodsScore,
    Rating,
    SatisfactionResult,
    Survey,
)
from zhanggui.domain.care.queries import KINDS
from zhanggui.domain.care.rules import last_quarter
from zhanggui.domain.care.states import CAUSES
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases import Clock
from zhanggui.mechanisms.cases.models import Case, ClockMark
from zhanggui.mechanisms.cases.queries import COLUMNS, Punctuality, punctuality
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

WINDOW = timedelta(days=30)
SHOWN_AT_MOST = 100
QUESTION_ANSWERED_WITHIN = timedelta(days=1)
TAKEN_UP = (Clock.RESPOND, Clock.ANSWER)
SUPERVISOR_TOLD = 80
"""Percent of a clock's time after which a case is in danger."""


def _these(page: str, ids: Iterable[UUID], count: int) -> Records:
    """A list page that shows exactly these rows (the first of them, if there are very many)."""
    shown = ",".join(str(one) for one in list(ids)[:SHOWN_AT_MOST])
    return Records(count, f"admin:{page}_changelist", {"id__in": shown} if shown else {})


def _cases(found: QuerySet[Case]) -> Records:
    return _these("cases_case", found.values_list("id", flat=True)[:SHOWN_AT_MOST], found.count())


def _overdue(kinds: Iterable[str], at: datetime, clocks: Iterable[Clock] = tuple(Clock)) -> QuerySet[Case]:
    """Living cases of which one of these clocks has run out and still runs: nobody has put that right yet."""
    run_out = Q()
    for clock in clocks:
        due, stopped = COLUMNS[clock]
        run_out |= Q(**{stopped: None, f"{due}__lt": at})
    return Case.objects.alive().filter(run_out, kind__in=list(kinds)).order_by("opened_at")


def _running_out(
    kinds: Iterable[str], at: datetime, clocks: Iterable[Clock] = tuple(Clock)
) -> QuerySet[Case]:
    """Living cases with a running clock that has used up most of its time."""
    running = Q()
    for clock in clocks:
        _, stopped = COLUMNS[clock]
        running |= Q(**{stopped: None}, pk__in=_marked(clock))
    living = Case.objects.alive().filter(running, kind__in=list(kinds))
    return living.exclude(pk__in=_overdue(kinds, at, clocks).values("pk"))


def _marked(clock: Clock) -> QuerySet[ClockMark, UUID]:
    """Cases whose supervisor has been told of this clock in this round."""
    marks = ClockMark.objects.filter(clock=clock, percent__gte=SUPERVISOR_TOLD, round=F("case__round"))
    return marks.values_list("case_id", flat=True)


@control("B-6.1.3", title="Complaints are answered within their time")
def complaints_in_time(at: datetime) -> Evidence:
    """Response 1 h, answer 24 h, major complaints settled in 48 h: none overdue, and enough kept of late."""
    clocks = [
        punctuality("care.complaint", clock, since=at - WINDOW, until=at, severity=severity)
        for clock, severity in ((Clock.RESPOND, ""), (Clock.ANSWER, ""), (Clock.RESOLVE, "major"))
    ]
    overdue = _overdue(["care.complaint"], at)
    least, percent = norm("complaint.kept_percent", on=at), _percent(clocks)
    status = Status.KEPT
    if not Complaint.objects.filter(received_at__lte=at).exists():
        status = Status.NO_DATA
    elif overdue.exists() or percent < least:
        status = Status.BROKEN
    elif _running_out(["care.complaint"], at).exists():
        status = Status.AT_RISK
    figures = {
        "complaints in 30 days": clocks[0].cases,
        "responded late": clocks[0].late,
        "answered late": clocks[1].late,
        "major settled late": clocks[2].late,
        "overdue now": overdue.count(),
        "kept, percent": percent,
    }
    return Evidence(
        status, figures, f"0 overdue, at least {least} percent in 1 h / 24 h / 48 h", _cases(overdue)
    )


@control("B-2.4.3", title="Questions and complaints are taken up at once")
def taken_up_in_time(at: datetime) -> Evidence:
    """Both kinds together: nobody waits beyond the time for a first word or an answer, and few ever did.

    Settling a grave complaint has a clock of its own (B-6.1.3).
    """
    opened = Case.objects.filter(kind__in=KINDS, opened_at__gte=at - WINDOW, opened_at__lte=at)
    overdue = _overdue(KINDS, at, TAKEN_UP)
    oldest = Case.objects.alive().filter(kind__in=KINDS).order_by("opened_at").first()
    kept = [punctuality(kind, clock, since=at - WINDOW, until=at) for kind in KINDS for clock in TAKEN_UP]
    least, percent = norm("complaint.kept_percent", on=at), _percent(kept)
    figures = {
        "received in 30 days": opened.count(),
        "overdue now": overdue.count(),
        "kept, percent": percent,
        "reopened": opened.filter(round__gt=1).count(),
        "longest open, hours": int((at - oldest.opened_at) / timedelta(hours=1)) if oldest else 0,
    }
    status = Status.KEPT
    if not opened.exists() and oldest is None:
        status = Status.NO_DATA
    elif overdue.exists() or percent < least:
        status = Status.BROKEN
    elif _running_out(KINDS, at, TAKEN_UP).exists():
        status = Status.AT_RISK
    return Evidence(status, figures, f"0 overdue, at least {least} percent in time", _cases(overdue))


def _percent(clocks: Sequence[Punctuality]) -> float:
    """The share kept among those decided either way, of several clocks together."""
    kept, late = (sum(getattr(each, name) for each in clocks) for name in ("kept", "late"))
    return round(100 * kept / (kept + late), 1) if kept + late else 100.0


@control("B-6.1.1", title="Questions are answered day and night")
def asked_day_and_night(at: datetime) -> Evidence:
    """Questions are taken at every hour, and none waits longer than its time."""
    asked = Consultation.objects.filter(received_at__gte=at - WINDOW, received_at__lte=at)
    responded = Case.objects.filter(
        kind="care.consultation", responded_at__gte=at - WINDOW, responded_at__lte=F("respond_by")
    )
    overdue = _overdue(["care.consultation"], at)
    figures = {
        "questions in 30 days": asked.count(),
        "hours of the day with an answer in time": responded.values("responded_at__hour").distinct().count(),
        "overdue now": overdue.count(),
    }
    known = Consultation.objects.filter(received_at__lte=at).exists()
    return Evidence(_status(known, overdue, ["care.consultation"], at), figures, "0 overdue", _cases(overdue))


def _status(known: bool, overdue: QuerySet[Case], kinds: Iterable[str], at: datetime) -> Status:
    if not known:
        return Status.NO_DATA
    if overdue.exists():
        return Status.BROKEN
    return Status.AT_RISK if _running_out(kinds, at).exists() else Status.KEPT


@control("B-2.4.1", title="Every case of after-sales service has an owner")
def every_case_has_an_owner(at: datetime) -> Evidence:
    """No living case waits without an owner for longer than a quarter of an hour."""
    minutes = norm("care.unowned_minutes", on=at)
    living = Case.objects.alive().filter(kind__in=KINDS)
    unowned = living.filter(owner=None, opened_at__lt=at - timedelta(minutes=minutes)).order_by("opened_at")
    figures = {"open cases": living.count(), "without an owner": unowned.count()}
    status = Status.BROKEN if unowned.exists() else Status.KEPT
    if not Case.objects.filter(kind__in=KINDS).exists():
        status = Status.NO_DATA
    return Evidence(status, figures, f"0 without an owner for more than {minutes} minutes", _cases(unowned))


@control("B-6.1.4", title="Complaints are classified, filed and closed with a finding")
def complaints_filed(at: datetime) -> Evidence:
    """Each closed complaint has a cause and a finding; the causes are counted for the monthly analysis."""
    closed = Case.objects.filter(kind="care.complaint", closed_at__lte=at)
    unfiled = closed.filter(Q(cause="") | Q(finding="")).order_by("closed_at")
    causes = closed.filter(closed_at__gte=at - WINDOW).values_list("cause").annotate(n=Count("id"))
    figures: dict[str, int | float | str] = {
        "closed": closed.count(),
        "without cause or finding": unfiled.count(),
    }
    figures |= {CAUSES.get(cause, cause): n for cause, n in causes.order_by("-n")[:5]}
    status = Status.NO_DATA
    if closed.exists():
        status = Status.BROKEN if unfiled.exists() else Status.KEPT
    return Evidence(status, figures, "0 without cause or finding", _cases(unfiled))


@control("B-2.4.4", "A-4.3", title="Service is rated, and a low rating is followed up")
def low_ratings_followed_up(at: datetime) -> Evidence:
    """Every low rating has its complaint; customers of closed cases were asked."""
    low = Rating.objects.filter(score__lte=norm("rating.low_score", on=at), rated_at__lte=at)
    followed = Complaint.objects.filter(channel="rating", order__isnull=False).values("order_id")
    forgotten = low.exclude(order_id__in=followed).order_by("rated_at")
    closed = Case.objects.filter(kind__in=KINDS, closed_at__isnull=False)
    unasked = closed.exclude(subject_id__in=Survey.objects.values("subject_id"))
    figures = {
        "ratings": Rating.objects.filter(rated_at__lte=at).count(),
        "low ratings": low.count(),
        "low ratings not followed up": forgotten.count(),
        "closed cases not asked about": unasked.count(),
    }
    status = Status.BROKEN if forgotten.exists() or unasked.exists() else Status.KEPT
    if not Rating.objects.exists() and not closed.exists():
        status = Status.NO_DATA
    ids = forgotten.values_list("id", flat=True)[:SHOWN_AT_MOST]
    return Evidence(status, figures, "0 not followed up", _these("care_rating", ids, forgotten.count()))


@control("B-6.2.1", title="Satisfaction with goods, service and price is surveyed")
def satisfaction_surveyed(at: datetime) -> Evidence:
    """Within each quarter customers were asked, and answered on all three themes."""
    since = at - timedelta(days=norm("survey.every_days", on=at))
    asked = Survey.objects.filter(asked_at__gte=since, asked_at__lte=at)
    answered = asked.filter(answered_at__lte=at)
    themes = [
        answered.filter(**{f"{theme}_score__isnull": False}).count()
        for theme in ("service", "goods", "price")
    ]
    figures = {
        "asked": asked.count(),
        "answered": answered.count(),
        "on service": themes[0],
        "on goods": themes[1],
        "on price": themes[2],
    }
    status = Status.KEPT if all(themes) else Status.AT_RISK
    if not asked.exists():
        status = Status.BROKEN if Survey.objects.filter(asked_at__lt=since).exists() else Status.NO_DATA
    threshold = "each quarter, with answers on service, goods and price"
    return Evidence(status, figures, threshold, Records(asked.count(), "admin:care_survey_changelist"))


@control("B-6.2.2", title="Satisfaction is asked in more than one way")
def several_methods(at: datetime) -> Evidence:
    """Within a year answers came online and by telephone; what was answered cannot be changed (database)."""
    answered = Survey.objects.filter(answered_at__gte=at - timedelta(days=365), answered_at__lte=at)
    methods = dict(answered.values_list("method").annotate(n=Count("id")))
    figures = {"online": methods.get("online", 0), "by telephone": methods.get("phone", 0)}
    status = Status.KEPT if len(methods) > 1 else Status.AT_RISK
    return Evidence(
        status if methods else Status.NO_DATA,
        figures,
        "2 ways within a year",
        Records(answered.count(), "admin:care_survey_changelist", {"answered_at__isnull": "0"}),
    )


@control("B-6.2.4", title="Results of surveys are published")
def results_published(at: datetime) -> Evidence:
    """The last whole quarter with enough answers was published within its time, and its digest still fits."""
    since, until = last_quarter(at)
    answered = Survey.objects.filter(
        answered_at__isnull=False, asked_at__gte=since, asked_at__lt=until
    ).count()
    results = SatisfactionResult.objects.order_by("-until")
    covered = results.filter(until__gte=(until - timedelta(days=1)).date()).exists()
    due = until + timedelta(days=norm("survey.publish_days", on=at))
    figures = {"answers in the last quarter": answered, "published results": results.count()}
    status = Status.KEPT if covered else Status.NO_DATA
    if not covered and answered >= norm("survey.smallest_cell", on=at):
        status = Status.BROKEN if at > due else Status.AT_RISK
    threshold = f"within {norm('survey.publish_days', on=at)} days of the quarter"
    return Evidence(
        status, figures, threshold, Records(results.count(), "admin:care_satisfactionresult_changelist")
    )


@control("B-6.1.1", title="Calls are answered within seconds, and few callers give up")
def calls_answered(at: datetime) -> Evidence:
    """The calls of the last seven days that are through."""
    since, seconds = at - timedelta(days=7), norm("call.answer_seconds", on=at)
    told = telephony.figures(since=since, until=at, in_time_seconds=seconds)
    least = norm("call.answered_permille", on=at) / 1000
    most = norm("call.abandoned_permille", on=at) / 1000
    status = Status.KEPT
    if told.answered + told.abandoned == 0:
        status = Status.NO_DATA
    elif told.in_time_share < least or told.abandoned_share > most:
        status = Status.BROKEN
    elif told.in_time_share < least * 1.05 or told.abandoned_share > most * 0.9:
        status = Status.AT_RISK
    return Evidence(
        status,
        figures={
            "calls": told.calls,
            "answered in time, percent": round(told.in_time_share * 100, 1),
            "given up, percent": round(told.abandoned_share * 100, 1),
            "waited on average, seconds": told.wait_seconds,
        },
        threshold="80 % within 20 seconds, at most 5 % given up, in seven days",
        records=Records(told.abandoned, "admin:care_call_changelist", {"state": "abandoned"}),
    )


@control("B-6.1.1", "B-2.4.3", title="Whoever was not answered is called back in time")
def call_backs_in_time(at: datetime) -> Evidence:
    """Somebody to be called back stands on the list untried after the time has run out."""
    forgotten = CallBack.objects.filter(ended_at=None, tries=0, due_at__lt=at).order_by("due_at")
    late = list(forgotten.values_list("id", flat=True)[:SHOWN_AT_MOST])
    asked = CallBack.objects.filter(asked_at__gte=at - WINDOW, asked_at__lte=at).count()
    return Evidence(
        share_kept(kept=asked, of=max(asked, len(late)), broken=len(late)),
        figures={"call-backs": asked, "call-backs forgotten": len(late)},
        threshold="tried within half an hour",
        records=_these("care_callback", late, len(late)),
    )


@control("A-4.3", title="The scores shown are those that buyers gave")
def scores_shown_are_given(at: datetime) -> Evidence:
    """What is kept for pages and lists is what the ratings themselves come to, goods by goods."""
    given = GoodsRating.objects.filter(goods=OuterRef("goods")).order_by().values("goods")
    ratings = Subquery(given.annotate(n=Count("pk")).values("n"))
    stars = Subquery(given.annotate(n=Sum("rating__score")).values("n"))
    kept = GoodsScore.objects.annotate(given=ratings, added=stars)
    wrong = kept.filter(~Q(given=F("ratings")) | ~Q(added=F("stars")) | Q(given=None))
    total, differing = kept.count(), list(wrong.values_list("goods_id", flat=True)[:SHOWN_AT_MOST])
    return Evidence(
        Status.NO_DATA if total == 0 else Status.BROKEN if differing else Status.KEPT,
        {"goods with ratings": total, "shown otherwise than given": len(differing)},
        "0 scores that differ from the ratings",
        _these("catalog_goods", differing, len(differing)),
    )


@control("A-4.3", title="Questions on the pages of goods are answered within a day")
def goods_questions_answered(at: datetime) -> Evidence:
    """No question of the last thirty days has waited longer than a day."""
    lately = GoodsQuestion.objects.filter(asked_at__gt=at - WINDOW, takedown=None)
    waiting = lately.filter(answered_at=None, asked_at__lt=at - QUESTION_ANSWERED_WITHIN)
    total, late = lately.count(), list(waiting.values_list("pk", flat=True)[:SHOWN_AT_MOST])
    return Evidence(
        Status.NO_DATA if total == 0 else Status.AT_RISK if late else Status.KEPT,
        {"asked in 30 days": total, "waiting longer than a day": len(late)},
        "0 questions waiting longer than a day",
        _these("care_goodsquestion", late, len(late)),
    )

"""Desks of the telephone: calls, call-backs, and a page of figures with their plots."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zhanggui.domain.care import telephony
from zhanggui.domain.care.capabilities import SEE_QUEUE, TAKE_CALLS
from zhanggui.domain.care.models import Call, CallBack
from zhanggui.domain.care.operations.try_call_back import try_call_back
from zhanggui.domain.care.states import CALL_BACK_VERBS
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import OVERSEERS, Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, line
from zhanggui.surfaces.design import shown

TELEPHONE = frozenset({Role.CS_AGENT, Role.CS_SUPERVISOR}) | OVERSEERS
FIRST_DAY = date(2000, 1, 1)
"""Nobody called the house before; the calendar itself ends somewhere too."""


@register(Call)
class CallDesk(Desk):
    """Calls as the telephone system told them, and what came of each."""

    roles = TELEPHONE
    columns = (
        "reference",
        "masked_caller",
        "customer",
        "state",
        "agent",
        "arrived_at",
        "answered_at",
        "ended_at",
    )
    list_select_related = ("customer__person", "agent__person")
    list_filter = ("state",)
    search_fields = ("reference__exact",)
    ordering = ("-arrived_at",)
    shows = ("reference", "masked_caller", "line", "customer", "state", "agent", "arrived_at", "answered_at",
             "ended_at", "recording", "note")  # fmt: skip
    tables = (
        Table(_("What the call led to"), lambda c: c.fruits.order_by("at"), ("result", "number", "by", "at")),
        Table(
            _("What the telephone told"),
            lambda c: c.events.order_by("happened_at"),
            ("kind", "happened_at", "heard_at"),
        ),
    )


def _try(verb: str, title: object, tone: str = "plain") -> Act:
    return Act(
        verb,
        title,
        lambda d: try_call_back(
            call_back_id=d.thing.pk, verb=verb, note=d.answers.get("note", ""), by=d.by, at=d.at
        ),
        capability=TAKE_CALLS,
        form=asked(note=line(_("Note"), required=False)),
        offered=lambda wanted: wanted.state in CALL_BACK_VERBS[verb][0],
        tone=tone,
    )


@register(CallBack)
class CallBackDesk(Desk):
    """Whom to call: because they asked, or because nobody answered them."""

    roles = TELEPHONE
    columns = ("reason", "masked_number", "customer", "matter", "state", "tries", "due_at", "agent")
    list_select_related = ("customer__person", "agent__person")
    list_filter = ("state", "reason")
    ordering = ("-asked_at",)
    shows = ("reason", "masked_number", "customer", "call", "matter", "state", "agent", "asked_at",
             "not_before", "due_at", "tries", "ended_at", "note")  # fmt: skip
    acts = (
        _try("take", _("Take on"), "primary"),
        _try("reach", _("Reached")),
        _try("miss", _("Not reached")),
        _try("give_up", _("Give up"), "danger"),
    )


@page("telephone/", "telephone")
@require_safe
def telephone(request: HttpRequest) -> HttpResponse:
    """The queue now, and one day's figures: answered, waited, given up, orders per hour, by agent."""
    by, at = acting(request), clock.now()
    by.require(SEE_QUEUE)
    day = _day(request.GET.get("day", ""), at)
    since = datetime.combine(day, time.min, SHANGHAI)
    until = since + timedelta(days=1)
    in_time = norm("call.answer_seconds", on=at)
    slots = telephony.by_slots(since=since, width=timedelta(minutes=30), count=48)
    figures = telephony.figures(since=since, until=until, in_time_seconds=in_time)
    worked = min(until, max(at, since + timedelta(hours=1)))
    context = shell(
        request,
        title=gettext("Telephone"),
        day=day,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1) if until <= at else None,
        waiting=telephony.waiting(at=at),
        queue=telephony.queue(by=by, at=at, most=10),
        now=at,
        in_time=in_time,
        figures=figures,
        shares=[f"{share * 100:.1f}%" for share in (figures.in_time_share, figures.abandoned_share)],
        agents=telephony.by_agent(since=since, until=worked),
        calls=[slot[0] for slot in slots],
        given_up=[slot[2] for slot in slots],
        outcome=[
            (gettext("Calls answered"), figures.answered, shown.number_text(figures.answered)),
            (gettext("In time"), figures.in_time, shown.number_text(figures.in_time)),
            (gettext("Given up"), figures.abandoned, shown.number_text(figures.abandoned)),
            (gettext("Orders"), figures.orders, shown.number_text(figures.orders)),
        ],
    )
    return render(request, "console/telephone.html", context)


def _day(text: str, at: datetime) -> date:
    today = at.astimezone(SHANGHAI).date()
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return today
    return day if FIRST_DAY <= day <= today else today

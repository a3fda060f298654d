"""The schedule editor: a day and a week on a timeline, templates, copies, sheets, rundowns."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.broadcast import board, queries
from zhanggui.domain.broadcast import capabilities as may
from zhanggui.domain.broadcast.models import Channel, ChannelItem, DayTemplate, Slot, SlotGoods
from zhanggui.domain.broadcast.operations.apply_template import apply_template
from zhanggui.domain.broadcast.operations.arrange_goods import arrange_goods
from zhanggui.domain.broadcast.operations.copy_days import Days, copy_days
from zhanggui.domain.broadcast.operations.drop_item import drop_item
from zhanggui.domain.broadcast.operations.import_schedule import import_schedule
from zhanggui.domain.broadcast.operations.move_slot import Place, move_slot
from zhanggui.domain.broadcast.operations.note_item import ItemWish, note_item
from zhanggui.domain.broadcast.operations.save_template import save_template
from zhanggui.domain.broadcast.states import ItemKind
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.console import sheets, timeline
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import (
    MomentField,
    asked,
    choice,
    day,
    line,
    one_of,
    paper,
    whole,
)
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.sheets import sheet as workbook
from zhanggui.surfaces.design.templatetags.design import said

KINDS = [(kind.value, choice_word_lazy(kind.value)) for kind in ItemKind]
VIEWS = {"day": 1, "week": 7}
HOURS = range(0, 24, 2)
SCHEDULED = timedelta(days=36_525)
"""A day further away than a century is not looked at: there are calendars without the week after it."""


def _asked(request: HttpRequest) -> tuple[str, Channel | None, date]:
    """Which view of which channel, from which day on; anything that is no day of a schedule is today."""
    chosen = {**request.GET.dict(), **request.POST.dict()}
    view = chosen.get("view", "day")
    channels = list(queries.channels())
    channel = next(
        (one for one in channels if one.code == chosen.get("channel")), channels[0] if channels else None
    )
    today = clock.now().astimezone(SHANGHAI).date()
    try:
        first = date.fromisoformat(chosen.get("day", ""))
    except ValueError:
        first = today
    if abs(first - today) > SCHEDULED:
        first = today
    if view == "week":
        first -= timedelta(days=first.weekday())
    return (view if view in VIEWS else "day"), channel, first


def _board(request: HttpRequest) -> dict[str, Any]:
    by, at = acting(request), clock.now()
    view, channel, first = _asked(request)
    days = [first + timedelta(days=n) for n in range(VIEWS[view])]
    shown = list(queries.channels()) if view == "day" else [channel] if channel else []
    since, until = queries.day_span(first, days=VIEWS[view])
    ids = [one.pk for one in shown]
    slots = board.slots_between(since, until, by=by, channels=ids)
    items = board.items_between(since, until, by=by, channels=ids)
    return {
        "view": view,
        "channel": channel,
        "channels": list(queries.channels()),
        "first": first,
        "earlier": first - timedelta(days=VIEWS[view]),
        "later": first + timedelta(days=VIEWS[view]),
        "rows": timeline.rows(shown, days, slots, items),
        "hours": HOURS,
        "now": at.astimezone(SHANGHAI),
        "may_plan": by.may(may.PLAN_SLOTS),
        "slots": slots,
        "red": sum(bool(slot.gate_failed) for slot in slots),
    }


@page("schedule/", "schedule")
@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """A day of all channels, or a week of one."""
    acting(request).require(may.SEE_SLOTS)
    context = shell(
        request,
        title=_("Schedule"),
        templates=board.templates(),
        **_board(request),
    )
    return TemplateResponse(request, "console/schedule.html", context)


@page("schedule/move/", "schedule_move")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """A block was dropped or set by keys: the operation decides, and the timeline is drawn anew."""
    by, problem = acting(request), ""
    try:
        slot_id = UUID(request.POST.get("slot", ""))
        place = Place(
            starts_at=_moment(request, "starts_at"),
            ends_at=_moment(request, "ends_at"),
            channel_id=UUID(request.POST["row_channel"]) if request.POST.get("row_channel") else None,
        )
    except ValueError as wrong:
        raise Http404 from wrong
    try:
        move_slot(slot_id=slot_id, to=place, by=by, at=clock.now())
    except Refusal as refusal:
        problem = said(refusal)
    context = {**_board(request), "problem": problem, "moved": slot_id}
    status = 422 if problem else 200
    return TemplateResponse(request, "console/parts/schedule.html", context, status=status)


def _moment(request: HttpRequest, name: str) -> datetime:
    return datetime.fromisoformat(request.POST.get(name, "")).replace(tzinfo=SHANGHAI)


@page("schedule/sheet.xlsx", "schedule_sheet")
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """What is planned in view, as a workbook that can be changed and taken in again."""
    by = acting(request)
    by.require(may.SEE_SLOTS)
    view, channel, first = _asked(request)
    since, until = queries.day_span(first, days=VIEWS[view])
    channels = [channel.pk] if channel and view == "week" else [one.pk for one in queries.channels()]
    found = queries.slots_of(by).filter(channel__in=channels, period__overlap=(since, until))
    goods = Prefetch("goods", SlotGoods.objects.select_related("sku").order_by("position"))
    slots = found.exclude(state="cancelled").order_by("channel__code", "period").prefetch_related(goods)
    return workbook("schedule", sheets.headings(), sheets.as_rows(slots))


@page("schedule/<uuid:pk>/rundown/", "rundown")
@require_safe
def rundown(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A slot minute by minute, for the studio and for paper."""
    by, at = acting(request), clock.now()
    found = board.rundown_of(pk, by=by, at=at)
    arrangeable = by.may(may.PLAN_SLOTS) and found.slot.state in {"planned", "ready", "on_air"}
    context = shell(request, title=_("Rundown"), rundown=found, slot=found.slot, arrangeable=arrangeable)
    return TemplateResponse(request, "console/rundown.html", context)


@page("schedule/<uuid:pk>/arrange/", "arrange")
@require_POST
def arrange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One article moves up or down in the running order."""
    by, at = acting(request), clock.now()
    slot = queries.slots_of(by).filter(pk=pk).first()
    if slot is None:
        raise NotFound
    order = [one.pk for one in slot.goods.order_by("position", "item_number")]
    try:
        place = order.index(UUID(request.POST.get("article", "")))
        to = place + (-1 if request.POST.get("way") == "up" else 1)
        order.insert(max(to, 0), order.pop(place))
        arrange_goods(slot_id=pk, order=order, by=by, at=at)
    except ValueError as wrong:
        raise Http404 from wrong
    except Refusal as refusal:
        messages.error(request, said(refusal))
    return HttpResponseRedirect(reverse("admin:rundown", args=[pk]))


def _note(doing: Doing) -> ChannelItem:
    wish = ItemWish(
        kind=ItemKind(doing["kind"]),
        title=doing["title"],
        starts_at=doing["starts_at"],
        ends_at=doing["ends_at"],
    )
    return note_item(channel_id=doing["channel"].pk, item=wish, by=doing.by, at=doing.at)


@register(ChannelItem)
class ChannelItemDesk(Desk):
    """What else channels show that the limits of advertising count."""

    roles = may.SEE_SLOTS.roles
    columns = ("title", "kind", "channel", "period")
    list_select_related = ("channel",)
    list_filter = ("kind", "channel")
    ordering = ("-period",)
    starts = (
        Act(
            "note",
            _("Note an item"),
            _note,
            capability=may.PLAN_SLOTS,
            form=asked(
                channel=one_of(_("Channel"), queries.channels),
                kind=choice(_("Kind"), KINDS),
                title=line(_("Title"), limit=120),
                starts_at=MomentField(_("Starts")),
                ends_at=MomentField(_("Ends")),
            ),
        ),
    )
    acts = (
        Act(
            "drop",
            _("Take it off the day"),
            lambda d: drop_item(item_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.PLAN_SLOTS,
            tone="danger",
        ),
    )

    def _afterwards(self, request: HttpRequest, result: Any, thing: Any) -> str:
        """What was taken off has no page any more."""
        if thing is not None and result is None:
            return reverse("admin:broadcast_channelitem_changelist")
        return super()._afterwards(request, result, thing)


def _save(doing: Doing) -> DayTemplate:
    return save_template(
        name=doing["name"], channel_id=doing["channel"].pk, day=doing["day"], by=doing.by, at=doing.at
    )


def _apply(doing: Doing) -> Slot | None:
    made = apply_template(template_id=doing.thing.pk, day=doing["day"], by=doing.by, at=doing.at)
    return made[0] if made else None


def _copy_days(doing: Doing) -> list[Slot]:
    days = Days(first=doing["first"], to=doing["to"], days=doing["days"])
    return copy_days(channel_id=doing["channel"].pk, days=days, by=doing.by, at=doing.at)


def _take_in(doing: Doing) -> list[Slot]:
    return import_schedule(rows=sheets.read(doing["sheet"]), by=doing.by, at=doing.at)


@register(DayTemplate)
class DayTemplateDesk(Desk):
    """Patterns of days, and what fills many slots at once."""

    roles = may.SEE_SLOTS.roles
    columns = ("name", "channel", "made_by", "made_at")
    list_select_related = ("channel", "made_by__person")
    ordering = ("name",)
    tables = (
        Table(
            _("Programmes of the day"),
            lambda template: template.slots.select_related("programme", "host_person"),
            ("__str__", "programme", "minutes", "host_person"),
        ),
    )
    starts = (
        Act(
            "save",
            _("Keep a day as a template"),
            _save,
            capability=may.PLAN_SLOTS,
            form=asked(
                name=line(_("Name"), limit=60),
                channel=one_of(_("Channel"), queries.channels),
                day=day(_("Day")),
            ),
        ),
        Act(
            "copy",
            _("Copy days"),
            _copy_days,
            capability=may.PLAN_SLOTS,
            form=asked(
                channel=one_of(_("Channel"), queries.channels),
                first=day(_("From")),
                days=whole(_("Days"), least=1, most=7),
                to=day(_("To")),
            ),
        ),
        Act(
            "import",
            _("Take in a sheet"),
            _take_in,
            capability=may.PLAN_SLOTS,
            form=asked(sheet=paper(_("Excel workbook"))),
            help=_(
                "The columns are those of the sheet that can be taken away. All rows are taken in, or none."
            ),
        ),
    )
    acts = (
        Act(
            "apply",
            _("Plan a day by it"),
            _apply,
            capability=may.PLAN_SLOTS,
            form=asked(day=day(_("Day"))),
            tone="primary",
        ),
    )

    def _afterwards(self, request: HttpRequest, result: Any, thing: Any) -> str:
        """Who planned many slots looks at the schedule next."""
        made = result if isinstance(result, list) else [result] if isinstance(result, Slot) else []
        if made:
            first = made[0].period.lower.astimezone(SHANGHAI).date()
            messages.info(request, gettext("%d slots were planned.") % len(made) if len(made) > 1 else "")
            return f"{reverse('admin:schedule')}?day={first}&channel={made[0].channel.code}"
        return super()._afterwards(request, result, thing)

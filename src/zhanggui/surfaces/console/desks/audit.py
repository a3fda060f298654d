"""The trail of the whole house, for those who audit it: facts, row history, verification."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate.exceptions import AlreadyEnqueued

from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.numbers import whole_number
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.jobs import verify_the_house
from zhanggui.mechanisms.controls.operations.verify_house import SUBJECT as VERIFICATION
from zhanggui.mechanisms.trail.models import Fact, RowHistory, Seal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.navigation import AUDITORS
from zhanggui.surfaces.console.pages import View, page, shell
from zhanggui.surfaces.design.sheets import sheet

START_MOST = 100_000
"""Nobody pages further than this: whoever looks for older facts narrows the dates."""
PAGE_ROWS = 50
EXPORT_ROWS = 20_000
HEADINGS = ("When", "Who", "What happened", "Reason", "Via", "Request", "Thing", "Identifier", "Fact")


def for_auditors(view: View) -> View:
    """Opens for those who read the trail of the whole house."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if acting(request).roles.isdisjoint(AUDITORS):
            raise PermissionDenied
        return view(request, *args, **parts)

    return guarded


class Wanted(forms.Form):
    """What facts are looked for."""

    name = forms.ChoiceField(label=_("Fact"), required=False)
    actor = forms.CharField(label=_("Who"), required=False, max_length=60)
    thing = forms.UUIDField(label=_("Thing (identifier)"), required=False)
    request = forms.CharField(label=_("Request"), required=False, max_length=64)
    words = forms.CharField(label=_("Words in the reason or the content"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(name, gettext(cls.fact_sentence)) for name, cls in trail.known_facts().items()]  # type: ignore[attr-defined]
        self.fields["name"].choices = [("", _("Any")), *known]  # type: ignore[attr-defined]

    def facts(self) -> QuerySet[Fact]:
        """The facts that meet all that was asked; all of them while the question is not understood."""
        asked = self.cleaned_data if self.is_valid() else {}
        meets: dict[str, Callable[[Any], Q]] = {
            "name": lambda name: Q(name=name),
            "actor": lambda actor: Q(actor_name__icontains=actor),
            "thing": lambda thing: Q(subject_id=thing) | Q(thread_id=thing),
            "request": lambda request: Q(request_id=request),
            "words": lambda words: Q(reason__icontains=words) | Q(body__icontains=words),
            "since": lambda since: Q(at__gte=_midnight(since)),
            "until": lambda until: Q(at__lt=_midnight(until + timedelta(days=1))),
        }
        found = Fact.objects.all()
        for name, value in asked.items():
            if value:
                found = found.filter(meets[name](value))
        return found.order_by("-at", "-id")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=SHANGHAI)


@page("trail/", "trail_facts")
@for_auditors
def facts(request: HttpRequest) -> HttpResponse:
    """Everything that was done, newest first; searched, and exported."""
    form = Wanted(request.GET or None)
    found = form.facts()
    if "excel" in request.GET:
        return _workbook(found)
    start = whole_number(request.GET.get("start", ""), most=START_MOST) or 0
    rows = list(found[start : start + PAGE_ROWS + 1])
    context = shell(
        request,
        title=_("Trail"),
        form=form,
        rows=[(fact, subject_address(fact)) for fact in rows[:PAGE_ROWS]],
        newer=_address(request, start - PAGE_ROWS) if start else "",
        older=_address(request, start + PAGE_ROWS) if len(rows) > PAGE_ROWS else "",
        export=_address(request, 0) + "&excel=1",
    )
    return TemplateResponse(request, "console/facts.html", context)


def _address(request: HttpRequest, start: int) -> str:
    asked = request.GET.copy()
    asked["start"] = str(max(start, 0))
    return f"{request.path}?{asked.urlencode()}"


def _workbook(found: QuerySet[Fact]) -> HttpResponse:
    headings = [gettext(word) for word in HEADINGS]
    rows = (
        [
            fact.at, fact.actor_name, fact.sentence, fact.reason, fact.via, fact.request_id,
            fact.subject_type, str(fact.subject_id), fact.name,
        ]
        for fact in found[:EXPORT_ROWS].iterator(chunk_size=500)
    )  # fmt: skip
    return sheet("trail", headings, rows)


def subject_address(fact: Fact) -> str:
    """The console page of what a fact is about, or nothing."""
    try:
        return reverse(f"admin:{fact.subject_type.replace('.', '_')}_change", args=[fact.subject_id])
    except NoReverseMatch:
        return ""


@page("trail/<uuid:pk>/", "trail_fact")
@for_auditors
def fact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One fact: who, what, why; which rows its transaction changed; what else its request did."""
    told = Fact.objects.filter(pk=pk).first()
    if told is None:
        raise Http404
    same = Fact.objects.exclude(pk=pk).exclude(request_id="").filter(request_id=told.request_id)
    context = shell(
        request,
        title=told.sentence,
        told=told,
        subject=subject_address(told),
        content=[
            (gettext(name.removesuffix("_fen").replace("_", " ")), name, value)
            for name, value in sorted(told.body.items())
        ],
        changes=[(row, changed(row)) for row in RowHistory.objects.filter(xid=told.xid).order_by("id")[:200]],
        same=list(same.order_by("at", "id")[:50]),
    )
    return TemplateResponse(request, "console/fact.html", context)


@page("trail/rows/<str:table>/<str:row_id>/", "trail_row")
@for_auditors
def row(request: HttpRequest, table: str, row_id: str) -> HttpResponse:
    """Every state a governed row ever had, and the fact that stands behind each."""
    states = list(RowHistory.objects.filter(table_name=table, row_id=row_id).order_by("-id")[:200])
    if not states:
        raise Http404
    behind: dict[int, Fact] = {}
    for told in Fact.objects.filter(xid__in={state.xid for state in states}):
        behind.setdefault(told.xid, told)
    context = shell(
        request,
        title=_("Row history"),
        table=table,
        row_id=row_id,
        states=[(state, changed(state), behind.get(state.xid)) for state in states],
    )
    return TemplateResponse(request, "console/row.html", context)


def changed(state: RowHistory) -> list[tuple[str, Any, Any]]:
    """Column, before, after: of an update the columns that changed, else all that hold something."""
    before: Mapping[str, Any] = state.before or {}
    after: Mapping[str, Any] = state.after or {}
    names = before if state.change == "U" else {**before, **after}
    return [
        (name, before.get(name), after.get(name))
        for name in sorted(names)
        if before.get(name) is not None or after.get(name) is not None
    ]


@page("verification/", "trail_verify")
@for_auditors
def verification(request: HttpRequest) -> HttpResponse:
    """What the last verifications found, the chain of seals, and the order to verify now."""
    if request.method == "POST":
        _verify_soon()
        messages.success(request, gettext("Verification has started. Its result will appear here."))
        return HttpResponseRedirect(request.path)
    done = trail.timeline(VERIFICATION, limit=30)
    context = shell(
        request,
        title=_("Verification"),
        last=done[0] if done else None,
        found=[_finding(finding) for finding in done[0].body["named_findings"]] if done else [],
        done=done,
        seals=Seal.objects.count(),
        recent=list(Seal.objects.order_by("-number").annotate(rows=Sum("parts__rows"))[:10]),
    )
    return TemplateResponse(request, "console/verification.html", context)


def _verify_soon() -> None:
    """Leave it to a worker: it reads the whole house. Asked twice, it is done once."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        verify_the_house.defer(timestamp=int(clock.now().timestamp()))  # type: ignore[call-arg]


def _finding(finding: Mapping[str, str]) -> dict[str, str]:
    """A finding, with the page that shows the row's history if there is one."""
    table, key = finding["table"], finding["key"]
    link = ""
    if table == Fact._meta.db_table and Fact.objects.filter(pk=key).exists():
        link = reverse("admin:trail_fact", args=[key])
    elif RowHistory.objects.filter(table_name=table, row_id=key).exists():
        link = reverse("admin:trail_row", args=[table, key])
    return {**finding, "link": link}

"""A desk: a list of things and a page for each, read only, with the acts an operator may do.

Built on Django's admin with Unfold: lists, search and filters are theirs. Nothing is ever edited in place;
every change is an act, and every act an operation.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.filters import AllValuesFieldListFilter
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin
from unfold.paginator import InfinitePaginator

from zhanggui.identity.models import Account
from zhanggui.identity.roles import STAFF, Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing, Text
from zhanggui.surfaces.console.export import as_workbook
from zhanggui.surfaces.console.history import history_address
from zhanggui.surfaces.console.present import address, attribute, column, facts, heading, html, unlinked
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design.templatetags.design import said


class CodeFilter(AllValuesFieldListFilter):
    """A filter over codes that are kept without a list of choices, shown in words."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice_word(str(choice["display"]))}


OVERSEERS = frozenset({Role.COMPLIANCE_OFFICER, Role.AUDIT_ADMIN, Role.INTERNAL_AUDITOR, Role.EXECUTIVE})
"""Posts that look at what all others do."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong to the thing: which, and which of their columns. At most ``limit`` are shown."""

    title: Text
    rows: Callable[[Any], Iterable[Any]]
    columns: Sequence[str]
    limit: int = 200


class Desk(ModelAdmin):
    """One noun of the house on the console."""

    roles: ClassVar[frozenset[Role]] = STAFF
    acts: ClassVar[Sequence[Act]] = ()
    starts: ClassVar[Sequence[Act]] = ()
    """Acts that begin something new; offered above the list."""

    columns: ClassVar[Sequence[str]] = ("__str__",)
    """Columns of the list; a dotted name follows a relation."""
    shows: ClassVar[Sequence[str]] = ()
    """Attributes on the page of a thing; all of its fields if none are named."""
    tables: ClassVar[Sequence[Table]] = ()

    paginator = InfinitePaginator
    show_full_result_count = False
    list_per_page = 40
    list_fullwidth = True
    actions = ()
    change_list_template = "console/things.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not acting(request).roles.isdisjoint(self.roles)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    # pages

    def get_urls(self) -> list[URLPattern]:
        return [
            path("export.xlsx", self.admin_site.admin_view(self.export), name=self._named("export")),
            path("start/<slug:name>/", self.admin_site.admin_view(self.start), name=self._named("start")),
            path("<uuid:pk>/act/<slug:name>/", self.admin_site.admin_view(self.act), name=self._named("act")),
            *super().get_urls(),
        ]

    def _named(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        by = acting(request)
        more = {
            "starts": [
                (act, reverse(f"admin:{self._named('start')}", args=[act.name]))
                for act in self.starts
                if act.offered_to(by, None)
            ],
            "export_address": reverse(f"admin:{self._named('export')}") + "?" + request.GET.urlencode(),
            "title": self.opts.verbose_name_plural,
        }
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """What the columns link to is read along with the rows, and the person with an account."""
        declared = super().get_list_select_related(request)
        names = {*(declared if isinstance(declared, tuple | list) else ())}
        for name in self.columns:
            with suppress(FieldDoesNotExist):
                field = self.opts.get_field(name)
                if isinstance(field, models.ForeignKey):
                    names.add(f"{name}__person" if issubclass(field.related_model, Account) else name)
        return tuple(sorted(names))

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [self._filter(name) for name in super().get_list_filter(request)]

    def _filter(self, name: Any) -> Any:
        if not isinstance(name, str) or "__" in name:
            return name
        field = self.opts.get_field(name)
        kept_as_code = isinstance(field, models.CharField) and not field.choices
        return (name, CodeFilter) if kept_as_code else name

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [self._column(name) for name in self.columns]

    def _column(self, name: Any) -> Any:
        fields = {field.name for field in self.opts.get_fields()}
        if callable(name) or name == "__str__" or (hasattr(self, name) and name not in fields):
            return name
        # The first column leads to the row itself, so what it names must not lead elsewhere.
        return column(self.model, name, unlinked if name == self.columns[0] else html)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of a thing: its facts, its rows, its acts and its timeline."""
        thing = self.get_object(request, object_id) if object_id else None
        if thing is None or not self.has_view_permission(request, thing):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(thing),
            "subtitle": self.opts.verbose_name,
            "opts": self.opts,
            "thing": thing,
            "acts": self.offered(request, thing),
            "facts": facts(thing, self.shows or self._all_fields()),
            "tables": [self._table(thing, table) for table in self.tables],
            "panels": self.panels(request, thing),
            "timeline": trail.timeline(thing, limit=60),
            "history": history_address(request, thing),
            "list_address": reverse(f"admin:{self._named('changelist')}"),
        }
        return TemplateResponse(request, "console/thing.html", context)

    def _all_fields(self) -> list[str]:
        return [field.name for field in self.opts.concrete_fields if field.name != "id"]

    def _table(self, thing: Any, table: Table) -> dict[str, Any]:
        rows = list(table.rows(thing))[: table.limit]
        headings = [heading(type(rows[0]), name) for name in table.columns] if rows else []
        return {
            "title": table.title,
            "headings": headings,
            "rows": [(address(row), self._cells(row, table.columns)) for row in rows],
        }

    def _cells(self, row: Any, columns: Sequence[str]) -> list[Any]:
        first, *others = columns
        write = unlinked if address(row) else html
        return [write(first, attribute(row, first)), *(html(name, attribute(row, name)) for name in others)]

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """More to show beside the fields: ``{"template": …, "title": …, **context}`` each."""
        return []

    def beside(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """Panels that stand above the questions of an act, for who must look while they answer."""
        return []

    def offered(self, request: HttpRequest, thing: models.Model) -> list[tuple[Act, str]]:
        """The acts this person may do on this thing now, with their addresses."""
        by = acting(request)
        return [
            (act, reverse(f"admin:{self._named('act')}", args=[thing.pk, act.name]))
            for act in self.acts
            if act.offered_to(by, thing)
        ]

    def start(self, request: HttpRequest, name: str) -> HttpResponse:
        """The page of an act that begins something."""
        return self._perform(request, self._find(self.starts, name), None)

    def act(self, request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
        """The page of an act on one thing."""
        thing = self.get_object(request, str(pk))
        if thing is None or not self.has_view_permission(request, thing):
            raise Http404
        return self._perform(request, self._find(self.acts, name), thing)

    def _find(self, acts: Sequence[Act], name: str) -> Act:
        for act in acts:
            if act.name == name:
                return act
        raise Http404

    def _perform(self, request: HttpRequest, act: Act, thing: Any) -> HttpResponse:
        by = acting(request)
        if not self.has_view_permission(request, thing) or (
            act.capability is not None and not by.may(act.capability)
        ):
            raise PermissionDenied
        questions = act.questions(thing, by)
        initial = {**(dict(act.initial(thing)) if act.initial else {}), **request.GET.dict()}
        form = questions(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                result = act.run(Doing(thing=thing, by=by, at=clock.now(), answers=form.cleaned_data))
            except Refusal as refusal:
                form.add_error(None, said(refusal))
            else:
                messages.success(request, act.done or _("Done: %s") % act.title)
                return HttpResponseRedirect(self._afterwards(request, result, thing))
        return self._ask(request, act, form, thing)

    def _afterwards(self, request: HttpRequest, result: Any, thing: Any) -> str:
        begun = thing is None or (isinstance(result, models.Model) and result._meta.model is self.model)
        if begun and address(result) and self._may_see(request, result):
            return address(result)
        if thing is not None:
            return address(thing)
        return reverse(f"admin:{self._named('changelist')}")

    def _may_see(self, request: HttpRequest, thing: models.Model) -> bool:
        desk = self.admin_site.get_model_admin(type(thing))
        return (
            desk.has_view_permission(request, thing) and desk.get_object(request, str(thing.pk)) is not None
        )

    def _ask(self, request: HttpRequest, act: Act, form: Any, thing: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": act.title,
            "subtitle": str(thing) if thing is not None else self.opts.verbose_name,
            "opts": self.opts,
            "act": act,
            "form": form,
            "thing": thing,
            "panels": self.beside(request, thing),
            "back": address(thing) if thing else reverse(f"admin:{self._named('changelist')}"),
        }
        status = 422 if form.is_bound and form.errors else 200
        return TemplateResponse(request, act.template, context, status=status)

    def export(self, request: HttpRequest) -> HttpResponse:
        """The list as it is filtered, as an Excel workbook."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        changes = self.get_changelist_instance(request)
        return as_workbook(self, request, changes.get_queryset(request))


def register(model: type[models.Model]) -> Any:
    """Put a desk for ``model`` on the console."""
    return admin.register(model)

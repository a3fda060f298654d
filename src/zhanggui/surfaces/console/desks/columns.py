"""Columns of the shop's pages: written, put in order, submitted, looked at beforehand, taken down."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.queries import pictured
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.columns import rules
from zhanggui.domain.columns.capabilities import SEE_COLUMNS, TAKE_DOWN_COLUMNS, WRITE_COLUMNS
from zhanggui.domain.columns.effect import brought_by
from zhanggui.domain.columns.models import Column, ColumnVersion
from zhanggui.domain.columns.operations.change_column_draft import change_column_draft
from zhanggui.domain.columns.operations.draft_column import draft_column
from zhanggui.domain.columns.operations.revise_column import revise_column
from zhanggui.domain.columns.operations.submit_column import submit_column
from zhanggui.domain.columns.operations.take_down_column import take_down_column
from zhanggui.domain.columns.operations.withdraw_column import withdraw_column
from zhanggui.domain.columns.queries import terms_of
from zhanggui.domain.columns.rules import ColumnTerms, Content
from zhanggui.domain.columns.states import Audience, ColumnKind, ColumnState, GoodsOrder, Place
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.approvals import beside, words_of
from zhanggui.surfaces.console.questions import (
    MomentField,
    asked,
    choice,
    line,
    reason,
    whole,
    words,
)
from zhanggui.surfaces.design.shown import money_text, number_text

LIST_USUAL = 8
LATELY = timedelta(days=30)
KINDS = [
    (ColumnKind.BANNER.value, _("Banner")),
    (ColumnKind.LIVE.value, _("On air now")),
    (ColumnKind.GUIDE.value, _("Programme guide")),
    (ColumnKind.GOODS.value, _("Goods list")),
    (ColumnKind.CATEGORIES.value, _("Category floors")),
    (ColumnKind.ARTICLE.value, _("Article")),
    (ColumnKind.LICENCES.value, _("Licence strip")),
]
PLACES = [
    (Place.HOME.value, _("Home page")),
    (Place.CATEGORY.value, _("Page of a category")),
    (Place.SEARCH.value, _("Results of a search")),
]
AUDIENCES = [
    (Audience.EVERYBODY.value, _("Everybody")),
    (Audience.VISITORS.value, _("Visitors who have not signed in")),
    (Audience.MEMBERS.value, _("Members")),
    (Audience.NEWCOMERS.value, _("Newcomers who have never ordered")),
]
STATES = {
    ColumnState.DRAFT.value: _("Draft"),
    ColumnState.SUBMITTED.value: _("Waits for review"),
    ColumnState.RETURNED.value: _("Returned"),
    ColumnState.WITHDRAWN.value: _("Withdrawn"),
    ColumnState.PUBLISHED.value: _("Approved, stands in its window"),
    ColumnState.SUPERSEDED.value: _("Replaced"),
}
ORDERS = [
    (GoodsOrder.NEWEST.value, _("Newest first")),
    (GoodsOrder.SALES.value, _("Best sold first")),
    (GoodsOrder.RATING.value, _("Best rated first")),
    (GoodsOrder.CHEAPEST.value, _("Cheapest first")),
]


def _fields() -> dict[str, forms.Field]:
    return {
        "title": line(
            _("Title"), limit=60, required=False, help_text=_("A banner says what its advertisement says.")
        ),
        "kind": choice(_("Kind"), KINDS),
        "position": whole(_("Order on the page"), most=rules.POSITION_MAX),
        "starts_at": MomentField(
            _("Stands from"), required=False, help_text=_("Empty: as soon as approved.")
        ),
        "ends_at": MomentField(
            _("Stands until"), required=False, help_text=_("Empty: until a newer version.")
        ),
        "audience": choice(_("Audience"), AUDIENCES),
        "place": choice(_("Place"), PLACES),
        "place_key": line(
            _("Which category or search"),
            required=False,
            limit=60,
            help_text=_("The code of the category, or the words searched for; empty for the home page."),
        ),
        "asset": choice(_("Advertisement of a banner"), _advertisements(), required=False),
        "text": words(_("Text"), required=False, help_text=_("Above a list, or the article itself.")),
        "link": line(
            _("Leads to"), required=False, limit=300, help_text=_("Within the shop, such as /g/10001/.")
        ),
        "numbers": line(
            _("Goods by hand"),
            required=False,
            limit=400,
            help_text=_("Goods numbers in their order; empty: by the rule below."),
        ),
        "category": line(_("Rule: category"), required=False, limit=32, help_text=_("Its code; empty: all.")),
        "order": choice(_("Rule: order"), ORDERS, required=False),
        "limit": whole(_("Rule: how many"), least=1, most=rules.LIST_MAX, required=False),
        "paid_by": line(
            _("Paid for by"),
            required=False,
            limit=120,
            help_text=_("Whoever pays for the place is named, and it is marked as an advertisement."),
        ),
    }


def _advertisements() -> list[tuple[str, str]]:
    """The pictures and banners that may be shown in the shop today."""
    found = pictured(clock.now(), medium=Medium.SHOP)
    return [(str(one.asset_id), f"{one.number} {one.headline}") for one in found]


def _terms(doing: Doing) -> ColumnTerms:
    content = Content(
        text=doing["text"].replace("\r\n", "\n"),
        link=doing["link"],
        asset=UUID(doing["asset"]) if doing["asset"] else None,
        paid_by=doing["paid_by"],
        numbers=tuple(doing["numbers"].replace("，", " ").replace(",", " ").split()),
        category=doing["category"],
        order=doing["order"] or GoodsOrder.NEWEST.value,
        limit=doing["limit"] or LIST_USUAL,
    )
    return ColumnTerms(
        title=doing["title"],
        kind=ColumnKind(doing["kind"]),
        position=doing["position"],
        starts_at=doing["starts_at"] or doing.at,
        ends_at=doing["ends_at"],
        place=Place(doing["place"]),
        place_key=doing["place_key"].strip().lower(),
        audience=Audience(doing["audience"]),
        content=content,
    )


def _said(version: ColumnVersion) -> Mapping[str, Any]:
    terms = terms_of(version)
    content = terms.content
    return {
        "title": terms.title,
        "kind": terms.kind.value,
        "position": terms.position,
        "starts_at": version.starts_at,
        "ends_at": version.ends_at,
        "audience": terms.audience.value,
        "place": terms.place.value,
        "place_key": terms.place_key,
        "text": content.text,
        "link": content.link,
        "asset": str(content.asset or ""),
        "numbers": " ".join(content.numbers),
        "category": content.category,
        "order": content.order,
        "limit": content.limit,
        "paid_by": content.paid_by,
    }


def _latest(column: Column) -> ColumnVersion | None:
    return column.versions.order_by("-number").first()


def _latest_said(column: Column) -> Mapping[str, Any]:
    version = _latest(column)
    return _said(version) if version else {}


def _has_open(column: Column) -> bool:
    return column.versions.filter(state__in=[ColumnState.DRAFT, ColumnState.SUBMITTED]).exists()


def _draft(doing: Doing) -> Column:
    return draft_column(code=doing["code"], terms=_terms(doing), by=doing.by, at=doing.at).column


def _revise(doing: Doing) -> Column:
    return revise_column(column_id=doing.thing.pk, terms=_terms(doing), by=doing.by, at=doing.at).column


def _change(doing: Doing) -> ColumnVersion:
    return change_column_draft(version_id=doing.thing.pk, terms=_terms(doing), by=doing.by, at=doing.at)


def _form(thing: Any, by: Actor) -> type[forms.Form]:
    return asked(**_fields())


def _new_form(thing: Any, by: Actor) -> type[forms.Form]:
    code = line(_("Code"), limit=40, help_text=_("Small letters, digits and hyphens, 2 to 40."))
    return asked(code=code, **_fields())


def _preview_address(version: ColumnVersion, audience: str) -> str:
    moment = version.starts_at.isoformat()
    return "/preview/?" + urlencode({"version": str(version.pk), "at": moment, "audience": audience})


@register(Column)
class ColumnDesk(Desk):
    """A place on the shop's pages: what stands there, what is being written, what stood there before."""

    roles = SEE_COLUMNS.roles
    columns = ("code", "latest_title", "latest_state", "taken_down_at", "created_at")
    search_fields = ("code", "versions__title")
    ordering = ("code",)
    shows = ("code", "taken_down_at", "taken_down_by.person", "taken_down_why", "created_at")
    starts = (Act("new", _("New column"), _draft, capability=WRITE_COLUMNS, form=_new_form, tone="primary"),)
    acts = (
        Act(
            "revise",
            _("Write a new version"),
            _revise,
            capability=WRITE_COLUMNS,
            form=_form,
            initial=_latest_said,
            offered=lambda column: not _has_open(column),
            tone="primary",
        ),
        Act(
            "take-down",
            _("Take down"),
            lambda d: take_down_column(column_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=TAKE_DOWN_COLUMNS,
            form=asked(reason=reason()),
            offered=lambda column: column.taken_down_at is None and column.showings.exists(),
            tone="danger",
        ),
    )
    tables = (
        Table(
            _("Versions"),
            lambda column: column.versions.order_by("-number"),
            ("number", "title", "kind", "state", "position", "starts_at", "ends_at", "audience"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Column) -> list[dict[str, Any]]:
        """What came through it in thirty days."""
        found = brought_by(thing.pk, since=clock.now() - LATELY)
        rows = [
            (pgettext("figures", "Orders"), number_text(found.orders)),
            (pgettext("figures", "Amount"), money_text(found.amount_fen)),
            (pgettext("figures", "Cancelled or not delivered"), number_text(found.lost)),
        ]
        title = _("Came through this column in thirty days")
        return [{"template": "console/panels/column.html", "title": title, "rows": rows}]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Column]:
        """Each column with the title and the state of its latest version, in the same statement."""
        latest = ColumnVersion.objects.filter(column=OuterRef("pk")).order_by("-number")
        said = {name: Subquery(latest.values(name)[:1]) for name in ("title", "state")}
        return super().get_queryset(request).annotate(said_title=said["title"], said_state=said["state"])

    @admin.display(description=_("Title"))
    def latest_title(self, column: Any) -> str:
        """What its latest version is called."""
        return str(column.said_title or "")

    @admin.display(description=_("State"))
    def latest_state(self, column: Any) -> str:
        """Where that stands."""
        return str(STATES.get(column.said_state, ""))


@register(ColumnVersion)
class ColumnVersionDesk(Desk):
    """One version of a column, with its review, and the page as it would look with it."""

    roles = SEE_COLUMNS.roles
    columns = ("title", "column", "number", "kind", "place", "position", "state", "starts_at", "ends_at")
    list_select_related = ("column",)
    list_filter = ("state", "kind", "place", "audience")
    search_fields = ("title", "column__code__exact")
    ordering = ("place", "position", "-created_at")
    shows = ("title", "column", "number", "kind", "place", "place_key", "position", "starts_at", "ends_at",
             "audience", "state", "author.person", "submitted_at", "decided_at")  # fmt: skip
    tables = (
        Table(
            _("Reviews"),
            lambda version: approvals.history(version.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )
    acts = (
        Act(
            "change",
            _("Change the draft"),
            _change,
            capability=WRITE_COLUMNS,
            form=_form,
            initial=_said,
            offered=lambda version: version.state == ColumnState.DRAFT,
        ),
        Act(
            "submit",
            _("Submit for review"),
            lambda d: submit_column(version_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=WRITE_COLUMNS,
            form=asked(note=line(_("Note for the reviewer"), required=False)),
            offered=lambda version: version.state == ColumnState.DRAFT,
            tone="primary",
        ),
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_column(version_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WRITE_COLUMNS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda version: version.state in {ColumnState.DRAFT, ColumnState.SUBMITTED},
        ),
    )

    def panels(self, request: HttpRequest, thing: ColumnVersion) -> list[dict[str, Any]]:
        """What it shows, in words, and ways to look at the page with it, as each audience sees it."""
        links = [(label, _preview_address(thing, audience)) for audience, label in AUDIENCES[1:]]
        return [
            _in_words(thing),
            {"template": "console/panels/preview.html", "title": _("Look at it beforehand"), "links": links},
        ]


def _in_words(version: ColumnVersion) -> dict[str, Any]:
    return {"template": "console/panels/column.html", "title": _("What it shows"), "rows": _shown(version)}


def _shown(version: ColumnVersion) -> list[tuple[Any, Any]]:
    content = terms_of(version).content
    rule = dict(ORDERS).get(content.order, "")
    is_list = version.kind == ColumnKind.GOODS.value
    rows = [
        (_("Advertisement of a banner"), content.asset_number),
        (_("Text"), content.text),
        (_("Leads to"), content.link),
        (_("Goods by hand"), " ".join(content.numbers)),
        (_("Rule: category"), content.category),
        (_("Rule: order"), rule if is_list and not content.numbers else ""),
        (_("Rule: how many"), content.limit if is_list and not content.numbers else ""),
        (_("Paid for by"), content.paid_by),
        (_("Label of what a machine made"), content.ai_label),
    ]
    return [(name, value) for name, value in rows if value]


beside["columns.column"] = lambda review: _in_words(ColumnVersion.objects.get(pk=review.subject_id))
words_of["columns.column", "content"] = lambda kept: gettext("see above")
words_of["columns.column", "kind"] = lambda kept: str(dict(KINDS)[kept])

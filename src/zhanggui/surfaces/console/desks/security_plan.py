"""The security plan of a year, and weaknesses until they are mended."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance.operations.plan_improving import ImprovingWish
from zhanggui.domain.governance.queries import people_of_the_house
from zhanggui.domain.security import capabilities as may
from zhanggui.domain.security.models import Activity, Weakness
from zhanggui.domain.security.operations.carry_out_activity import Doing as Done
from zhanggui.domain.security.operations.carry_out_activity import carry_out_activity
from zhanggui.domain.security.operations.plan_activity import ActivityWish, plan_activity
from zhanggui.domain.security.operations.plan_mending import plan_mending
from zhanggui.domain.security.states import ACTIVITY, PUBLICITY, ActivityKind, ActivityState
from zhanggui.identity.roles import STAFF
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.security import noted, weakness_asked
from zhanggui.surfaces.console.questions import (
    YuanField,
    asked,
    choice,
    day,
    line,
    paper,
    person,
    whole,
    worded,
    words,
)


def _plan(doing: Doing) -> Activity:
    wish = ActivityWish(
        kind=ActivityKind(doing["kind"]),
        title=doing["title"],
        scope=doing["scope"],
        due_on=doing["due"],
        owner_id=doing["owner"].pk,
    )
    return plan_activity(wish=wish, by=doing.by, at=doing.at)


def _carry_out(doing: Doing) -> None:
    file = doing["file"]
    done = Done(
        done_on=doing["day"],
        channel=doing["channel"],
        audience=doing["audience"],
        reach=doing["reach"] or 0,
        outcome=doing["outcome"],
        link=doing["link"],
        paper=Upload.of(file.name, file, file.content_type or "") if file else None,
    )
    carry_out_activity(activity_id=doing.thing.pk, done=done, by=doing.by, at=doing.at)


@register(Activity)
class ActivityDesk(Desk):
    """Checks, drills and publicity of a year: planned, approved, carried out."""

    roles = STAFF
    columns = ("number", "title", "kind", "due_on", "owner", "state", "done_on", "reach")
    list_select_related = ("owner__person",)
    list_filter = ("kind", "state")
    search_fields = ("number__exact", "title")
    ordering = ("due_on",)
    shows = (
        "number", "title", "kind", "scope", "due_on", "owner", "state", "proposed_by", "proposed_at",
        "decided_at", "done_on", "done_by", "channel", "audience", "reach", "outcome", "link", "paper",
    )  # fmt: skip
    starts = (
        Act(
            "plan",
            _("Put into the plan"),
            _plan,
            capability=may.PLAN_ACTIVITIES,
            form=asked(
                kind=choice(_("Kind"), worded(ActivityKind)),
                title=line(_("Title"), limit=120),
                scope=words(_("What is looked at, or said")),
                due=day(_("Due on")),
                owner=person(_("Owner"), people_of_the_house),
            ),
            help=_("An executive approves each line of the plan."),
        ),
    )
    acts = (
        Act(
            "done",
            _("It was carried out"),
            _carry_out,
            capability=may.CARRY_OUT_ACTIVITIES,
            form=asked(
                day=day(_("Day")),
                channel=line(_("Tool, tester or channel"), limit=120),
                audience=line(_("Systems, or audience"), limit=120),
                reach=whole(_("How many systems or people"), required=False),
                outcome=words(_("Outcome")),
                link=line(_("Where the material is"), required=False),
                file=paper(_("Report, photo or material"), required=False),
            ),
            offered=lambda one: ACTIVITY.allows(one.state, "carry_out"),
            tone="primary",
            help=_("Its owner says so; an address or a file shows it."),
        ),
        Act(
            "weakness",
            _("Note a weakness"),
            noted("activity_id"),
            capability=may.NOTE_WEAKNESSES,
            form=weakness_asked(),
            offered=lambda one: one.state == ActivityState.DONE and one.kind not in PUBLICITY,
        ),
    )
    tables = (
        Table(
            _("Weaknesses"),
            lambda one: one.weaknesses.order_by("found_at"),
            ("number", "severity", "weakness_text", "mend_by"),
        ),
        Table(
            _("Reviews"),
            lambda one: approvals.history(one.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Only its owner says that it was carried out."""
        mine = acting(request).account_id == thing.owner_id
        return [one for one in super().offered(request, thing) if one[0].name != "done" or mine]


def _mend(doing: Doing) -> None:
    wish = ImprovingWish(
        what=doing["what"], owner_id=doing["owner"].pk, due_on=doing["due"], cost_fen=doing["cost"] or 0
    )
    plan_mending(weakness_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


@register(Weakness)
class WeaknessDesk(Desk):
    """What checks found and incidents showed, each with its day."""

    roles = may.SEE_INCIDENTS.roles | may.NOTE_WEAKNESSES.roles
    columns = ("number", "weakness_text", "severity", "came_from", "mend_by", "found_at")
    list_select_related = ("activity", "incident__case")
    list_filter = ("severity",)
    search_fields = ("number__exact", "weakness_text")
    ordering = ("mend_by",)
    shows = ("number", "weakness_text", "severity", "came_from", "mend_by", "found_by", "found_at")
    acts = (
        Act(
            "mend",
            _("Plan how it is mended"),
            _mend,
            capability=may.NOTE_WEAKNESSES,
            form=asked(
                what=words(_("What is done")),
                owner=person(_("Owner"), people_of_the_house),
                due=day(_("Due on")),
                cost=YuanField(_("Cost, yuan"), required=False),
            ),
            initial=lambda one: {"due": one.mend_by},
            tone="primary",
            help=_("Its owner says when it is done; somebody else tests it again."),
        ),
    )
    tables = (
        Table(
            _("Countermeasures"),
            lambda one: one.measures.select_related("owner__person").order_by("due_on"),
            ("planned_work", "owner", "due_on", "state", "done_at", "verified_by", "verified_at"),
        ),
    )

"""Releases of research, and ideas on their way from the first word to their effect."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.improvement import capabilities as may
from zhanggui.domain.improvement.models import Idea, Metric, Release
from zhanggui.domain.improvement.operations.assess_release import assess_release
from zhanggui.domain.improvement.operations.let_out_release import let_out_release
from zhanggui.domain.improvement.operations.move_idea import move_idea
from zhanggui.domain.improvement.operations.note_idea import note_idea
from zhanggui.domain.improvement.operations.try_idea import Trial, try_idea
from zhanggui.domain.improvement.states import IDEA, IdeaSource
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.metrics import number
from zhanggui.surfaces.console.questions import asked, choice, day, line, one_of, worded, words

READERS = may.SEE_IMPROVEMENT.roles


@register(Release)
class ReleaseDesk(Desk):
    """What is let out, for which need, after which assessment."""

    roles = READERS
    columns = ("number", "initiative", "prepared_by", "prepared_at", "assessed_at", "released_at")
    search_fields = ("number__exact",)
    ordering = ("-prepared_at",)
    acts = (
        Act(
            "assess",
            _("Assess security and privacy"),
            lambda d: assess_release(
                release_id=d.thing.pk, security=d["security"], privacy=d["privacy"], by=d.by, at=d.at
            ),
            capability=may.ASSESS_RELEASES,
            form=asked(
                security=words(_("What it means for security")),
                privacy=words(_("What it means for personal data")),
            ),
            offered=lambda one: one.assessed_at is None,
            tone="primary",
        ),
        Act(
            "release",
            _("Let it out"),
            lambda d: let_out_release(release_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.IMPROVE,
            offered=lambda one: one.assessed_at is not None and one.released_at is None,
            tone="primary",
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        """The owner of its project lets it out; whoever prepared it does not assess it."""
        me = acting(request).account_id
        refused = {"assess"} if me == thing.prepared_by_id else set()
        refused |= set() if me == thing.initiative.owner_id else {"release"}
        return [one for one in super().offered(request, thing) if one[0].name not in refused]


def _note(doing: Doing) -> Idea:
    source = IdeaSource(doing["source"])
    return note_idea(title=doing["title"], text=doing["text"], came_from=source, by=doing.by, at=doing.at)


def _try(doing: Doing) -> None:
    trial = Trial(
        what=doing["what"],
        consent=doing["consent"],
        metric_id=doing["metric"].pk,
        stop_below=doing["stop_below"],
        stop_above=doing["stop_above"],
        until=doing["until"],
    )
    try_idea(idea_id=doing.thing.pk, trial=trial, by=doing.by, at=doing.at)


def _step(verb: str, title: Any, tone: str = "plain", help: Any = "") -> Act:
    return Act(
        verb,
        title,
        lambda d: move_idea(idea_id=d.thing.pk, verb=verb, said=d["said"], by=d.by, at=d.at),
        capability=may.STOP_EXPERIMENTS if verb == "stop" else may.DECIDE_IDEAS,
        form=asked(said=words(_("What was found"))),
        offered=lambda idea: IDEA.allows(idea.state, verb),
        tone=tone,
        help=help,
    )


@register(Idea)
class IdeaDesk(Desk):
    """Ideas of customers, of people who work here, and from figures."""

    roles = READERS
    columns = ("number", "title", "came_from", "state", "noted_by", "noted_at", "review_on")
    list_filter = ("state", "came_from")
    search_fields = ("number__exact", "title")
    ordering = ("-noted_at",)
    starts = (
        Act(
            "note",
            _("Write down an idea"),
            _note,
            capability=may.NOTE_IDEAS,
            form=asked(
                title=line(_("Title"), limit=120),
                text=words(_("The idea")),
                source=choice(_("Where it came from"), worded(IdeaSource)),
            ),
        ),
    )
    acts = (
        _step("take_up", _("Worth trying"), "primary"),
        _step("turn_down", _("Turn it down"), "danger"),
        Act(
            "try",
            _("Begin an experiment"),
            _try,
            capability=may.DECIDE_IDEAS,
            form=asked(
                what=words(_("What is tried, and on whom")),
                consent=words(_("How those who take part agree")),
                metric=one_of(_("Metric that shows it"), lambda: Metric.objects.filter(retired_at=None)),
                stop_below=number(_("Stop below this value")),
                stop_above=number(_("Stop above this value")),
                until=day(_("Last day")),
            ),
            offered=lambda idea: IDEA.allows(idea.state, "try"),
            tone="primary",
            help=_("It is stopped by itself when the metric passes the limit, or after its last day."),
        ),
        _step("stop", _("End the experiment")),
        _step("launch", _("Launch it"), "primary", _("Its effect is looked at 90 days later.")),
        _step("give_up", _("Give it up"), "danger"),
        _step("look", _("Say what it did"), "primary"),
    )
    tables = (
        Table(
            _("Steps"),
            lambda idea: idea.steps.select_related("taken_by__person").order_by("taken_at", "id"),
            ("taken_at", "state", "said", "consent", "value", "taken_by"),
        ),
    )

    def offered(self, request: HttpRequest, thing: Any) -> list[Any]:
        """Who had the idea does not decide about it."""
        own = acting(request).account_id == thing.noted_by_id
        return [one for one in super().offered(request, thing) if not own or one[0].name == "stop"]

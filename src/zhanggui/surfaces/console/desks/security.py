"""Information security: incidents, from anybody's report to the summary."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.security import capabilities as may
from zhanggui.domain.security import queries
from zhanggui.domain.security.models import Incident, Weakness
from zhanggui.domain.security.operations.assess_incident import Assessing, assess_incident
from zhanggui.domain.security.operations.begin_response import begin_response
from zhanggui.domain.security.operations.close_incident import close_incident
from zhanggui.domain.security.operations.finish_task import finish_task
from zhanggui.domain.security.operations.investigate_incident import investigate_incident
from zhanggui.domain.security.operations.note_weakness import WeaknessWish, note_weakness
from zhanggui.domain.security.operations.report_incident import Sighting, report_incident
from zhanggui.domain.security.operations.report_outside import Telling, report_outside
from zhanggui.domain.security.operations.summarise_incident import summarise_incident
from zhanggui.domain.security.rules import Harm
from zhanggui.domain.security.states import (
    INCIDENT,
    SUBTYPES,
    Addressee,
    Grade,
    PlanTask,
    Severity,
    Subtype,
)
from zhanggui.identity.roles import STAFF
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import (
    MomentField,
    YuanField,
    asked,
    choice,
    line,
    whole,
    worded,
    words,
)
from zhanggui.surfaces.console.words import choice_word_lazy


def _subtypes() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Sub-types under the type each belongs to."""
    return [(choice_word_lazy(kind.value), worded(subtypes)) for kind, subtypes in SUBTYPES.items()]


def _report(doing: Doing) -> Incident:
    sighting = Sighting(
        what=doing["what"], subtype=Subtype(doing["subtype"]), discovered_at=doing["discovered"]
    )
    return report_incident(sighting=sighting, by=doing.by, at=doing.at)


def _assess(doing: Doing) -> None:
    found = Assessing(
        subtype=Subtype(doing["subtype"]),
        harm=Harm(
            persons=doing["persons"] or 0,
            loss_fen=doing["loss"] or 0,
            outage_minutes=doing["outage"] or 0,
        ),
        scope=doing["scope"],
        grade=Grade(doing["grade"]) if doing["grade"] else None,
        grade_reason=doing["why"],
    )
    assess_incident(incident_id=doing.thing.pk, found=found, by=doing.by, at=doing.at)


def _tell(doing: Doing) -> None:
    telling = Telling(
        addressee=Addressee(doing["addressee"]),
        receipt=doing["receipt"],
        text=doing["what"],
        told_at=doing["told"],
    )
    report_outside(incident_id=doing.thing.pk, telling=telling, by=doing.by, at=doing.at)


def noted(source: str) -> Any:
    """Noting a weakness of the thing on the page."""

    def run(doing: Doing) -> Weakness:
        wish = WeaknessWish(
            what=doing["what"], severity=Severity(doing["severity"]), **{source: doing.thing.pk}
        )
        return note_weakness(wish=wish, by=doing.by, at=doing.at)

    return run


def weakness_asked() -> Any:
    """What is asked about a weakness."""
    return asked(what=words(_("What is weak")), severity=choice(_("Severity"), worded(Severity)))


def _open_tasks(incident: Any, by: Any) -> Any:
    waiting = incident.tasks.filter(done_at=None).values_list("task", flat=True)
    return asked(
        task=choice(_("Task"), [(one, choice_word_lazy(one)) for one in waiting]),
        evidence=words(_("What shows it")),
    )


@register(Incident)
class IncidentDesk(Desk):
    """Whoever works here reports; those who handle incidents take them from grade to summary."""

    roles = STAFF
    columns = ("number", "kind", "subtype", "grade", "state", "discovered_at", "reported_by", "closed_at")
    list_select_related = ("case", "reported_by__person")
    list_filter = ("state", "kind", "grade")
    search_fields = ("case__number__exact", "what_happened")
    ordering = ("-reported_at",)
    shows = (
        "number", "what_happened", "kind", "subtype", "state", "case", "discovered_at", "reported_by",
        "reported_at", "impact_scope", "affected_persons", "loss_fen", "outage_minutes", "suggested_grade",
        "grade", "grade_reason", "authority_due", "handled_at", "summary_due", "incident_cause",
        "answerable", "persons_spared", "lessons", "summarised_at", "closed_at",
    )  # fmt: skip
    starts = (
        Act(
            "report",
            _("Report a security incident"),
            _report,
            capability=may.REPORT_INCIDENTS,
            form=lambda thing, by: asked(
                what=words(_("What you noticed")),
                subtype=choice(_("What it seems to be"), _subtypes()),
                discovered=MomentField(_("Noticed at")),
            ),
            tone="danger",
            help=_("Everybody who works here may report. Whoever handles incidents is told at once."),
        ),
    )
    acts = (
        Act(
            "assess",
            _("Assess it"),
            _assess,
            capability=may.HANDLE_INCIDENTS,
            form=lambda thing, by: asked(
                subtype=choice(_("Type of incident"), _subtypes()),
                scope=words(_("Systems, data and people it reached")),
                persons=whole(_("Persons whose data leaked"), most=2_000_000_000, required=False),
                loss=YuanField(_("Direct loss, yuan"), required=False),
                outage=whole(_("Minutes without ordering or paying"), required=False),
                grade=choice(_("Grade, if not the suggested one"), worded(Grade), required=False),
                why=words(_("Why another grade"), required=False),
            ),
            offered=lambda one: INCIDENT.allows(one.state, "assess"),
            initial=lambda one: {"subtype": one.subtype},
            tone="primary",
            help=_("The grade follows from persons, loss and outage, by the numbers of the day."),
        ),
        Act(
            "respond",
            _("Start the response plan"),
            lambda d: begin_response(incident_id=d.thing.pk, first_steps=d["what"], by=d.by, at=d.at),
            capability=may.HANDLE_INCIDENTS,
            form=asked(what=words(_("First steps taken"))),
            offered=lambda one: INCIDENT.allows(one.state, "respond"),
            tone="primary",
        ),
        Act(
            "task",
            _("A task is done"),
            lambda d: finish_task(
                incident_id=d.thing.pk, task=PlanTask(d["task"]), evidence=d["evidence"], by=d.by, at=d.at
            ),
            capability=may.HANDLE_INCIDENTS,
            form=_open_tasks,
            offered=lambda one: one.tasks.filter(done_at=None).exists(),
        ),
        Act(
            "tell",
            _("Somebody outside was told"),
            _tell,
            capability=may.HANDLE_INCIDENTS,
            form=asked(
                addressee=choice(_("Who was told"), worded(Addressee)),
                receipt=line(_("Number of the receipt"), limit=80),
                what=words(_("What was said")),
                told=MomentField(_("Told at")),
            ),
            offered=lambda one: one.closed_at is None,
        ),
        Act(
            "investigate",
            _("Cause and answerability"),
            lambda d: investigate_incident(
                incident_id=d.thing.pk, cause=d["cause"], answerable=d["answerable"], by=d.by, at=d.at
            ),
            capability=may.HANDLE_INCIDENTS,
            form=asked(cause=words(_("Cause")), answerable=line(_("Who answers for it"))),
            offered=lambda one: INCIDENT.allows(one.state, "investigate"),
            tone="primary",
        ),
        Act(
            "weakness",
            _("Note a weakness"),
            noted("incident_id"),
            capability=may.NOTE_WEAKNESSES,
            form=weakness_asked(),
            offered=lambda one: one.closed_at is None,
            help=_("What the incident showed. Its measures are the corrective actions."),
        ),
        Act(
            "summarise",
            _("Sum it up"),
            lambda d: summarise_incident(
                incident_id=d.thing.pk, lessons=d["lessons"], persons_spared=d["spared"], by=d.by, at=d.at
            ),
            capability=may.HANDLE_INCIDENTS,
            form=asked(
                lessons=words(_("Harm done, and what was learnt")),
                spared=words(_("If persons were not told: what kept harm from them"), required=False),
            ),
            offered=lambda one: INCIDENT.allows(one.state, "summarise"),
            tone="primary",
        ),
        Act(
            "close",
            _("Close the incident"),
            lambda d: close_incident(incident_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.HANDLE_INCIDENTS,
            offered=lambda one: INCIDENT.allows(one.state, "close"),
            tone="primary",
            help=_("Corrective actions are verified; authority and persons are told where the law asks."),
        ),
    )
    tables = (
        Table(
            _("Steps of handling"),
            lambda one: one.steps.select_related("owner__person", "taken_by__person").order_by("taken_at"),
            ("state", "owner", "taken_by", "taken_at", "shown_by"),
        ),
        Table(
            _("Response plan"),
            lambda one: one.tasks.select_related("done_by__person").order_by("id"),
            ("task", "given_at", "done_by", "done_at", "shown_by"),
        ),
        Table(
            _("Told outside"),
            lambda one: one.outside_reports.order_by("told_at"),
            ("addressee", "receipt", "told_at", "report_text"),
        ),
        Table(
            _("Weaknesses"),
            lambda one: one.weaknesses.order_by("found_at"),
            ("number", "severity", "weakness_text", "mend_by"),
        ),
        Table(
            _("Corrective actions"),
            lambda one: queries.corrections(one).select_related("owner__person").order_by("due_on"),
            ("planned_work", "owner", "due_on", "state", "verified_at"),
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """All incidents, or those this person reported."""
        return queries.incidents_for(acting(request)).select_related("case")

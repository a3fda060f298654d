"""Measures: who does what by when, what shows that it is done, and who asks for more time."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance import capabilities as may
from zhanggui.domain.governance import queries
from zhanggui.domain.governance.models import Extension, Measure
from zhanggui.domain.governance.operations.ask_extension import ask_extension
from zhanggui.domain.governance.operations.finish_measure import finish_measure
from zhanggui.domain.governance.operations.return_measure import return_measure
from zhanggui.domain.governance.operations.verify_measure import verify_measure
from zhanggui.domain.governance.states import MEASURE
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, day, paper, words

READERS = may.SEE_RISKS.roles


def _finish(doing: Doing) -> None:
    file = doing["file"]
    finish_measure(
        measure_id=doing.thing.pk,
        evidence=doing["evidence"],
        paper=Upload.of(file.name, file, file.content_type or "") if file else None,
        by=doing.by,
        at=doing.at,
    )


def watched(codes: Iterable[str], *, indicator: str = "") -> list[dict[str, Any]]:
    """The panel of these controls, asked now; none if nothing is named."""
    verdicts = queries.verdicts_of(codes, clock.now())
    template = "console/panels/watched.html"
    return [{"template": template, "verdicts": verdicts, "indicator": indicator}] if verdicts else []


@register(Measure)
class MeasureDesk(Desk):
    """Who does what by when, about all risks, findings, improvements and weaknesses."""

    roles = READERS
    columns = ("planned_work", "about", "kind", "owner", "due_on", "state", "verified_at")
    list_select_related = ("risk", "finding", "improvement", "weakness")
    list_filter = ("state", "kind")
    search_fields = ("planned_work", "risk__number__exact")
    ordering = ("due_on",)
    shows = (
        "planned_work", "about", "cause_found", "kind", "owner", "due_on", "state", "cost_fen",
        "planned_by", "planned_at", "shown_by", "paper", "done_by", "done_at", "verdict", "verified_by",
        "verified_at",
    )  # fmt: skip
    tables = (Table(_("More time"), lambda m: m.extensions.order_by("id"), ("until", "reason", "state")),)
    acts = (
        Act(
            "finish",
            _("It is done"),
            _finish,
            capability=may.CARRY_OUT,
            form=asked(evidence=words(_("What shows it")), file=paper(_("Paper or picture"), required=False)),
            offered=lambda one: MEASURE.allows(one.state, "finish"),
            tone="primary",
            help=_("Only its owner can say so; somebody else verifies it."),
        ),
        Act(
            "verify",
            _("It works"),
            lambda d: verify_measure(measure_id=d.thing.pk, verdict=d["verdict"], by=d.by, at=d.at),
            capability=may.LOOK_AT_MEASURES,
            form=asked(verdict=words(_("What you looked at, and found"))),
            offered=lambda one: MEASURE.allows(one.state, "verify"),
            tone="primary",
        ),
        Act(
            "return",
            _("It is not done"),
            lambda d: return_measure(measure_id=d.thing.pk, verdict=d["verdict"], by=d.by, at=d.at),
            capability=may.LOOK_AT_MEASURES,
            form=asked(verdict=words(_("What is missing"))),
            offered=lambda one: MEASURE.allows(one.state, "return"),
        ),
        Act(
            "extend",
            _("Ask for more time"),
            lambda d: ask_extension(
                measure_id=d.thing.pk, until=d["until"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.CARRY_OUT,
            form=asked(until=day(_("Until")), reason=words(_("Reason"))),
            offered=lambda one: MEASURE.allows(one.state, "extend"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What the control says that shows whether it works."""
        return watched([thing.control])


class ProposalDesk(Desk):
    """Something that waits for somebody else's approval, with its review."""

    roles = READERS
    ordering = ("-proposed_at",)
    list_filter: ClassVar[Any] = ("state",)
    tables = (
        Table(
            _("Reviews"),
            lambda one: approvals.history(one.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )


@register(Extension)
class ExtensionDesk(ProposalDesk):
    """More time that was asked for."""

    columns = ("measure", "until", "reason", "state", "proposed_by", "proposed_at")

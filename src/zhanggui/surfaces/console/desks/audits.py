"""Internal audit: charter and plan, audits with samples and findings, corrective actions, reports."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance import capabilities as may
from zhanggui.domain.governance import queries, rules
from zhanggui.domain.governance.models import Audit, Finding, Mandate, Report, Sample, WorkingPaper
from zhanggui.domain.governance.operations.add_working_paper import add_working_paper
from zhanggui.domain.governance.operations.agree_action import ActionWish, agree_action
from zhanggui.domain.governance.operations.draw_sample import draw_sample
from zhanggui.domain.governance.operations.end_fieldwork import end_fieldwork
from zhanggui.domain.governance.operations.issue_report import issue_report
from zhanggui.domain.governance.operations.open_audit import open_audit
from zhanggui.domain.governance.operations.propose_mandate import MandateWish, propose_mandate
from zhanggui.domain.governance.operations.read_report import read_report
from zhanggui.domain.governance.operations.record_finding import FindingWish, record_finding
from zhanggui.domain.governance.operations.reply_to_report import reply_to_report
from zhanggui.domain.governance.refusals import FindingNotShown
from zhanggui.domain.governance.states import AUDIT, Gravity, MandateKind, Population
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.measures import ProposalDesk
from zhanggui.surfaces.console.questions import (
    asked,
    choice,
    day,
    line,
    one_of,
    paper,
    people,
    person,
    whole,
    worded,
    words,
)

READERS = may.SEE_AUDITS.roles


def _propose(doing: Doing) -> Mandate:
    lines = [one for one in doing["audits"].splitlines() if one.strip()]
    wish = MandateWish(kind=MandateKind(doing["kind"]), year=doing["year"], text=doing["text"], audits=lines)
    return propose_mandate(wish=wish, by=doing.by, at=doing.at)


def _draw(doing: Doing) -> None:
    draw_sample(
        audit_id=doing.thing.pk,
        population=Population(doing["population"]),
        wanted=doing["wanted"],
        by=doing.by,
        at=doing.at,
    )


def _add_paper(doing: Doing) -> None:
    file = doing["file"]
    upload = Upload.of(file.name, file, file.content_type or "")
    add_working_paper(audit_id=doing.thing.pk, title=doing["title"], paper=upload, by=doing.by, at=doing.at)


def _find(doing: Doing) -> None:
    sample, shown, earlier = doing["sample"], doing["paper"], doing["repeats"]
    wish = FindingWish(
        clause=doing["clause"],
        what=doing["what"],
        gravity=Gravity(doing["gravity"]),
        sample_id=sample.pk if sample else None,
        records=_rows(doing["records"]),
        paper_id=shown.pk if shown else None,
        repeats_id=earlier.pk if earlier else None,
    )
    record_finding(audit_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _rows(text: str) -> list[UUID]:
    """Identifiers as they stand in the sample, one a line or with commas."""
    try:
        return [UUID(one) for one in text.replace(",", " ").split()]
    except ValueError:
        raise FindingNotShown from None


def _finding_questions(audit: Any, by: Actor) -> Any:
    return asked(
        clause=choice(_("Clause"), [(one, one) for one in audit.criteria]),
        what=words(_("What is not as it should be")),
        gravity=choice(_("Gravity"), worded(Gravity)),
        sample=one_of(_("Sample"), lambda: Sample.objects.filter(audit=audit), required=False),
        records=words(_("Rows of the sample that show it"), required=False),
        paper=one_of(
            _("Or a working paper"), lambda: WorkingPaper.objects.filter(audit=audit), required=False
        ),
        repeats=one_of(
            _("Repeats an earlier finding"),
            lambda: Finding.objects.exclude(audit=audit).order_by("-found_at"),
            required=False,
        ),
    )


def _agree(doing: Doing) -> None:
    wish = ActionWish(
        cause=doing["cause"], what=doing["what"], owner_id=doing["owner"].pk, due_on=doing["due"]
    )
    agree_action(finding_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _issue(doing: Doing) -> None:
    issue_report(
        audit_id=doing.thing.pk,
        conclusion=doing["conclusion"],
        readers=[one.pk for one in doing["readers"]],
        by=doing.by,
        at=doing.at,
    )


@register(Mandate)
class MandateDesk(ProposalDesk):
    """The charter of the auditors, and their plans."""

    roles = READERS
    columns = ("kind", "year", "number", "state", "proposed_by", "proposed_at", "decided_at")
    list_filter = ("kind", "state")
    shows = (
        "kind", "year", "number", "mandate_text", "state", "proposed_by", "proposed_at", "decided_at",
    )  # fmt: skip
    starts = (
        Act(
            "propose",
            _("Propose a charter or a plan"),
            _propose,
            capability=may.PROPOSE_MANDATES,
            form=asked(
                kind=choice(_("Kind"), worded(MandateKind)),
                year=whole(_("Year"), least=2020, most=2100),
                text=words(_("Duties and powers, or the risks the plan is based on")),
                audits=words(
                    _("Audits of a plan"),
                    required=False,
                    help_text=_("One a line: title | clauses | day, such as Refunds | A-6.2 | 2027-03-31"),
                ),
            ),
            help=_("An executive approves it."),
        ),
    )
    acts = (
        Act(
            "begin",
            _("Begin an audit of this plan"),
            lambda d: open_audit(plan_id=d.thing.pk, place=d["place"], scope=d["scope"], by=d.by, at=d.at),
            capability=may.AUDIT,
            form=asked(
                place=whole(_("Which of its audits (from 1)"), least=1, most=200),
                scope=words(_("Scope of the audit")),
            ),
            offered=lambda one: one.kind == MandateKind.PLAN and one.state == "adopted",
            tone="primary",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        if not thing.planned_audits:
            return []
        begun = {audit.place: audit for audit in thing.audits.all()}
        planned = [(n, one, begun.get(n)) for n, one in enumerate(thing.planned_audits, 1)]
        return [{"template": "console/panels/planned_audits.html", "planned": planned}]


@register(Audit)
class AuditDesk(Desk):
    """One audit: what it looked at, by which clauses, and what it found."""

    roles = READERS
    columns = ("number", "title", "state", "lead", "opened_at", "fieldwork_ended_at")
    list_filter = ("state",)
    search_fields = ("number__exact", "title")
    ordering = ("-opened_at",)
    shows = (
        "number", "title", "plan", "scope", "criteria", "lead", "state", "opened_at", "fieldwork_ended_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Samples"),
            lambda audit: audit.samples.order_by("drawn_at"),
            ("population", "seed", "wanted", "rows_drawn", "drawn_at"),
        ),
        Table(
            _("Working papers"),
            lambda audit: audit.papers.select_related("document").order_by("added_at"),
            ("title", "document", "digest", "added_at"),
        ),
        Table(
            _("Audit findings"),
            lambda audit: audit.findings.order_by("number"),
            ("number", "clause", "finding_text", "gravity", "found_at"),
        ),
        Table(
            _("Audit report"),
            lambda audit: Report.objects.filter(audit=audit),
            ("number", "signatory", "signed_at", "kept_until"),
        ),
    )
    acts = (
        Act(
            "sample",
            _("Draw a sample"),
            _draw,
            capability=may.AUDIT,
            form=asked(
                population=choice(_("Of what"), worded(Population)),
                wanted=whole(_("How many rows"), least=1, most=rules.SAMPLE_MOST),
            ),
            offered=lambda audit: AUDIT.allows(audit.state, "record"),
            tone="primary",
            help=_("The program draws; the seed is kept, and draws the same rows again."),
        ),
        Act(
            "paper",
            _("Add a working paper"),
            _add_paper,
            capability=may.AUDIT,
            form=asked(title=line(_("Title"), limit=120), file=paper(_("Paper or picture"))),
            offered=lambda audit: AUDIT.allows(audit.state, "record"),
        ),
        Act(
            "find",
            _("Record a finding"),
            _find,
            capability=may.AUDIT,
            form=_finding_questions,
            offered=lambda audit: AUDIT.allows(audit.state, "record"),
        ),
        Act(
            "end",
            _("End the fieldwork"),
            lambda d: end_fieldwork(audit_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.AUDIT,
            offered=lambda audit: AUDIT.allows(audit.state, "end"),
            help=_("From now on thirty days are left for the report."),
        ),
        Act(
            "issue",
            _("Issue the report"),
            _issue,
            capability=may.AUDIT,
            form=asked(
                conclusion=words(_("Conclusion")),
                readers=people(_("Goes to"), queries.people_of_the_house),
            ),
            offered=lambda audit: AUDIT.allows(audit.state, "issue"),
            tone="primary",
            help=_("It is built from the findings, and never changes."),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The rows of its samples, to open and to name in a finding."""
        drawn = [(sample, queries.rows_of(sample)) for sample in thing.samples.order_by("drawn_at")]
        return [{"template": "console/panels/sample.html", "drawn": drawn}] if drawn else []


@register(Finding)
class FindingDesk(Desk):
    """What is not as a clause asks, and what is done about it."""

    roles = READERS
    columns = ("number", "clause", "finding_text", "gravity", "audit", "found_at")
    list_select_related = ("audit",)
    list_filter = ("gravity", "clause")
    search_fields = ("number__exact", "finding_text")
    ordering = ("-found_at",)
    shows = (
        "number", "audit", "clause", "finding_text", "gravity", "sample", "paper", "repeats", "found_by",
        "found_at",
    )  # fmt: skip
    tables = (
        Table(
            _("Corrective action"),
            queries.action_of,
            ("planned_work", "cause_found", "owner", "due_on", "state", "shown_by", "verified_at"),
        ),
    )
    acts = (
        Act(
            "agree",
            _("Agree the corrective action"),
            _agree,
            capability=may.AGREE_ACTIONS,
            form=asked(
                cause=words(_("Cause")),
                what=words(_("What is done")),
                owner=person(_("Owner"), queries.people_of_the_house),
                due=day(_("Due on")),
            ),
            offered=lambda finding: not hasattr(finding, "action"),
            tone="primary",
            help=_("Its owner carries it out; the auditor alone verifies it."),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """The rows that show it."""
        if not thing.records:
            return []
        drawn = [(thing.sample, queries.rows_of(thing.sample, thing.records))]
        return [{"template": "console/panels/sample.html", "drawn": drawn}]


@register(Report)
class ReportDesk(Desk):
    """Reports as they were issued, who read them, and what management says."""

    roles = may.SEE_RISKS.roles
    columns = ("number", "audit", "signatory", "signed_at", "kept_until")
    list_select_related = ("audit", "issued_by__person")
    ordering = ("-issued_at",)
    shows = ("number", "audit", "signatory", "signed_at", "kept_until")
    tables = (
        Table(
            _("Distribution"),
            lambda report: report.receipts.select_related("reader__person").order_by("id"),
            ("reader", "read_at"),
        ),
        Table(
            _("Reply of management"),
            queries.reply_of,
            ("reply_text", "replied_by", "replied_at"),
        ),
    )
    acts = (
        Act(
            "read",
            _("I have read the report"),
            lambda d: read_report(report_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.CARRY_OUT,
            offered=lambda report: report.receipts.filter(read_at=None).exists(),
        ),
        Act(
            "reply",
            _("Reply"),
            lambda d: reply_to_report(report_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            capability=may.REPLY,
            form=asked(text=words(_("What management says"))),
            offered=lambda report: not hasattr(report, "reply"),
            tone="primary",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Auditors and those they report to see all; others what was sent to them."""
        return queries.reports_for(super().get_queryset(request), by=acting(request))

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        shown = {"content": thing.content, "sha256": thing.sha256}
        return [{"template": "console/panels/audit_report.html", **shown}]

"""Campaigns: planned, run, measured, summarised."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.campaigns.capabilities import (
    PLAN_CAMPAIGNS,
    RUN_CAMPAIGNS,
    SEE_CAMPAIGNS,
)
from zhanggui.domain.campaigns.effects import month_after
from zhanggui.domain.campaigns.models import Campaign, Conclusion, Evaluation, Incident, Plan
from zhanggui.domain.campaigns.operations.change_campaign_plan import change_campaign_plan
from zhanggui.domain.campaigns.operations.evaluate_month import evaluate_month
from zhanggui.domain.campaigns.operations.submit_campaign_plan import submit_campaign_plan
from zhanggui.domain.campaigns.operations.withdraw_campaign_plan import withdraw_campaign_plan
from zhanggui.domain.campaigns.planning import wish_of
from zhanggui.domain.campaigns.queries import budget_left, clicks_by_day, effect_between, effect_of
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.models import Case
from zhanggui.surfaces.console import effects_page
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.campaign_acts import ACTS, OPEN_PLANS, draft
from zhanggui.surfaces.console.campaign_questions import (
    judged_fields,
    judged_from,
    plan_answers,
    plan_fields,
    plan_from,
)
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import (
    asked,
    day,
    line,
    one_of,
)

READERS = SEE_CAMPAIGNS.roles


@register(Campaign)
class CampaignDesk(Desk):
    """One campaign: its plan, its run, its money, its effect."""

    roles = READERS
    columns = ("number", "name", "state", "owner.person", "started_at", "over_at")
    list_select_related = ("owner__person",)
    list_filter = ("state",)
    search_fields = ("number__exact", "name")
    ordering = ("-created_at",)
    shows = ("number", "name", "state", "owner.person", "follows", "adopted_plan", "started_at", "over_at")
    tables = (
        Table(
            _("Plans"),
            lambda campaign: campaign.plans.order_by("-number"),
            ("number", "state", "budget_fen", "starts_at", "ends_at", "submitted_at"),
        ),
        Table(
            _("Materials"),
            lambda campaign: campaign.materials.select_related("asset").order_by("due_at"),
            ("asset", "medium", "due_at", "out_at", "receipt", "chosen_because"),
        ),
        Table(
            _("Links and codes"),
            lambda campaign: campaign.links.order_by("made_at"),
            ("code", "medium", "target", "made_at"),
        ),
        Table(
            _("Mailings"),
            lambda campaign: campaign.mailings.select_related("version__template").order_by("-proposed_at"),
            ("number", "title", "channel", "state", "starts_at"),
        ),
        Table(
            _("Expenses"),
            lambda campaign: campaign.expenses.order_by("recorded_at"),
            ("medium", "amount_fen", "what", "paid_to", "voucher", "recorded_at"),
        ),
        Table(
            _("Incidents"),
            lambda campaign: campaign.incidents.order_by("-reported_at"),
            ("number", "risk", "what", "reported_at"),
        ),
        Table(
            _("Run log"),
            lambda campaign: campaign.log.select_related("by__person").order_by("-at"),
            ("kind", "text", "by.person", "at"),
        ),
        Table(
            _("Conclusions"),
            lambda campaign: campaign.summary.conclusions.all() if hasattr(campaign, "summary") else [],
            ("finding", "decision", "measure"),
        ),
    )
    starts = (
        Act(
            "new",
            _("New campaign"),
            draft,
            capability=PLAN_CAMPAIGNS,
            form=asked(
                name=line(_("Name"), limit=80),
                follows=one_of(
                    _("Starts from the conclusions of"),
                    lambda: Campaign.objects.filter(state="closed").order_by("-created_at"),
                    required=False,
                ),
                **plan_fields(),
            ),
        ),
    )
    acts = ACTS

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        plan = thing.adopted_plan
        if plan is None:
            return []
        left = budget_left(thing.pk)
        days = clicks_by_day(thing.pk)
        money = {
            "template": "console/panels/budget.html",
            "budget_fen": plan.budget_fen,
            "left_fen": left,
            "spent_fen": plan.budget_fen - left,
            "share": 100 * (plan.budget_fen - left) // plan.budget_fen if plan.budget_fen else 0,
            "days": [(day, one["clicks"], one["orders"]) for day, one in days.items()],
            "clicks": [one["clicks"] for one in days.values()],
        }
        return [effects_page.panel(effect_of(thing.pk), plan.targets), money]


@register(Plan)
class PlanDesk(Desk):
    """One version of a plan, as it was written."""

    roles = READERS
    columns = ("__str__", "state", "budget_fen", "starts_at", "ends_at", "author.person", "submitted_at")
    list_select_related = ("campaign", "author__person")
    list_filter = ("state",)
    ordering = ("-created_at",)
    shows = (
        "campaign",
        "state",
        "purpose",
        "features",
        "audience",
        "content",
        "form",
        "media",
        "trend",
        "sensitivities",
        "targets",
        "budget_fen",
        "starts_at",
        "ends_at",
        "tasks",
        "emergencies",
        "submitted_at",
        "decided_at",
    )
    tables = (
        Table(
            _("Lessons it heeds"),
            lambda plan: _lessons(plan),
            ("finding", "decision", "measure"),
        ),
        Table(
            _("Reviews"),
            lambda plan: approvals.history(plan.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )
    acts = (
        Act(
            "change",
            _("Change the draft"),
            lambda d: change_campaign_plan(
                plan_id=d.thing.pk, plan=plan_from(d.answers, wish_of(d.thing)), by=d.by, at=d.at
            ),
            capability=PLAN_CAMPAIGNS,
            form=asked(**plan_fields()),
            initial=plan_answers,
            offered=lambda plan: plan.state == "draft",
        ),
        Act(
            "submit",
            _("Submit for review"),
            lambda d: submit_campaign_plan(plan_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=PLAN_CAMPAIGNS,
            form=asked(note=line(_("Note"), required=False)),
            offered=lambda plan: plan.state == "draft",
            tone="primary",
        ),
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_campaign_plan(plan_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=PLAN_CAMPAIGNS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda plan: plan.state in OPEN_PLANS,
        ),
    )


def _lessons(plan: Any) -> Any:
    return Conclusion.objects.filter(pk__in=plan.lessons)


@register(Incident)
class IncidentDesk(Desk):
    """Something unexpected, and its case."""

    roles = READERS
    columns = ("number", "campaign", "risk", "reported_by.person", "reported_at")
    list_select_related = ("campaign", "reported_by__person")
    ordering = ("-reported_at",)
    tables = (
        Table(
            _("Cases"),
            lambda incident: Case.objects.filter(subject_id=incident.pk),
            ("number", "state", "severity", "opened_at"),
        ),
    )


@register(Evaluation)
class EvaluationDesk(Desk):
    """What the publicity of a month did, all campaigns together (B-5.4.4)."""

    roles = READERS
    columns = ("month", "methods", "written_by.person", "written_at")
    list_select_related = ("written_by__person",)
    ordering = ("-month",)
    shows = ("month", "methods", "sample", "written_by.person", "written_at")
    tables = (
        Table(
            _("Conclusions"),
            lambda evaluation: evaluation.conclusions.all(),
            ("finding", "decision", "measure"),
        ),
    )
    starts = (
        Act(
            "new",
            _("Evaluate a month"),
            lambda d: evaluate_month(month=d["month"], judged=judged_from(d.answers), by=d.by, at=d.at),
            capability=RUN_CAMPAIGNS,
            form=asked(month=day(_("A day of the month")), **judged_fields()),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [effects_page.panel(effect_between(thing.month, month_after(thing.month)))]

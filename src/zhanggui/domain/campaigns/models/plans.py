"""Campaigns, the versions of their plans, their materials, and what happened meanwhile (B-5.2, B-5.3)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.states import CampaignState, LogKind, PlanState
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Campaign(models.Model):
    """One campaign. What it is to do lives in the versions of its plan."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=_choices(CampaignState), default=CampaignState.PLANNED)
    owner = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="followers",
        null=True,
        blank=True,
        help_text="the campaign whose conclusions it began with",
    )
    adopted_plan = models.OneToOneField(
        "campaigns.Plan", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True, help_text="when it ended or was stopped")

    objects = LockingQuerySet["Campaign"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[CampaignState.PLANNED.value, CampaignState.DROPPED.value])
                | Q(adopted_plan__isnull=False),
                name="campaigns_runs_by_a_plan",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=[CampaignState.RUNNING.value, CampaignState.PAUSED.value]),
                name="campaigns_under_way",
            )
        ]
        triggers: ClassVar = [
            publishes_only_approved("adopted_plan_id", version_table="campaigns_plan"),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.number


class Plan(models.Model):
    """One version of a plan: purpose, audience, content, form, budget, schedule, emergencies (B-5.2.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=_choices(PlanState), default=PlanState.DRAFT)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")

    purpose = models.TextField()
    features = models.TextField(help_text="what of the house it shows")
    audience = models.TextField()
    content = models.TextField()
    form = models.TextField()
    media = ArrayField(models.CharField(max_length=12, choices=_choices(Medium)))
    trend = models.TextField(help_text="what the market and the season say, with source and day (B-5.2.2)")
    sensitivities = models.TextField(help_text="days, events and people to be careful with")
    targets = models.JSONField(help_text='{"reach": …, "clicks": …, "orders": …, "revenue_fen": …}')
    budget_fen = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tasks = models.JSONField(default=list, help_text='[{"what", "who", "due_at"}], in order')
    emergencies = models.JSONField(default=list, help_text='[{"risk", "measure", "duty"}]')
    lessons = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="conclusions of earlier campaigns it heeds"
    )

    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Plan"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_plan_number_once"),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(state__in=[PlanState.DRAFT.value, PlanState.SUBMITTED.value]),
                name="campaigns_one_open_plan",
            ),
            models.CheckConstraint(
                condition=Q(budget_fen__gte=0, budget_fen__lte=FEN_MAX), name="campaigns_budget_is_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="campaigns_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PlanState.DRAFT.value, PlanState.WITHDRAWN.value]) | ~Q(digest=""),
                name="campaigns_submitted_is_frozen",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"{self.campaign} v{self.number}"


class Material(models.Model):
    """An advertisement in the hands of a campaign: where, when it is due, and when it really went out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="materials")
    asset = models.ForeignKey("advertising.Asset", on_delete=models.PROTECT, related_name="+")
    medium = models.CharField(max_length=12, choices=_choices(Medium))
    due_at = models.DateTimeField(help_text="when it is to be out (B-5.3.4)")
    variant_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="variants", null=True, blank=True
    )
    chosen_because = models.TextField(
        blank=True, help_text="how it compared with its variants, and why it was taken (B-5.3.2)"
    )
    out_at = models.DateTimeField(null=True, blank=True)
    out_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    receipt = models.CharField(
        "proof of publication", max_length=300, blank=True, help_text="address, recording or photo of it"
    )
    added_at = models.DateTimeField()

    objects = LockingQuerySet["Material"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "asset", "medium"], name="campaigns_material_once"),
            models.CheckConstraint(
                condition=Q(out_at=None, out_by=None) | Q(out_at__isnull=False, out_by__isnull=False),
                name="campaigns_out_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asset"], name="campaigns_material_asset")]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.campaign} {self.medium}"


class LogEntry(models.Model):
    """One line of the run log. Never changed (B-5.2.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="log")
    kind = models.CharField(max_length=16, choices=_choices(LogKind))
    text = models.TextField(blank=True)
    task = models.PositiveSmallIntegerField(null=True, blank=True, help_text="which task of the plan")
    by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "task"],
                condition=Q(kind=LogKind.TASK_DONE.value),
                name="campaigns_task_done_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "-at"], name="campaigns_log_of")]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.kind}"


class Incident(models.Model):
    """Something unexpected while a campaign ran; how it was dealt with is a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="incidents")
    risk = models.CharField(max_length=120, help_text="which risk of the plan, or what else")
    what = models.TextField()
    reported_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return self.number

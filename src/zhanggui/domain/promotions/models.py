"""Promotions: the plan as it was approved, what is announced of it, coupons, and every use by an order."""

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.states import (
    CouponState,
    CouponWay,
    PlanState,
    PromotionKind,
    PromotionState,
    RedemptionState,
)
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import governed


def _choices(values: type) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class PromotionPlan(models.Model):
    """A proposal: what is promised to whom from when to when, why, and in which words; frozen as proposed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=16, choices=_choices(PromotionKind))
    title = models.CharField(max_length=60, help_text="as announced, such as 满300减30")
    rules_text = models.TextField(help_text="conditions, also adverse ones, in the words customers read")
    aim = models.TextField(help_text="what it is for, and how its success is measured")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    terms = models.JSONField()
    scope = models.JSONField()
    per_member = models.PositiveIntegerField(null=True, blank=True, help_text="uses of one member")
    total = models.PositiveIntegerField("uses in all", null=True, blank=True, help_text="uses of all members")
    budget_fen = models.BigIntegerField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=_choices(CouponWay), blank=True)
    claim_code = models.CharField(max_length=20, blank=True)
    valid_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="of a coupon, once claimed"
    )
    state = models.CharField(max_length=12, choices=_choices(PlanState), default=PlanState.PROPOSED)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["PromotionPlan"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="promotions_plan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(kind=PromotionKind.COUPON)
                | Q(total__isnull=False, per_member__isnull=False) & ~Q(way=""),
                name="promotions_coupon_has_limits",
            ),
            models.UniqueConstraint(
                fields=["claim_code"],
                condition=~Q(claim_code="") & Q(state__in=[PlanState.PROPOSED, PlanState.PUBLISHED]),
                name="promotions_claim_code_once",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), governed()]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def as_rule(self) -> rules.Promotion:
        """As the chain reads it."""
        return rules.Promotion(
            number=self.number,
            kind=PromotionKind(self.kind),
            title=self.title,
            terms=rules.terms_of(self.kind, self.terms),
            scope=rules.scope_of(self.scope),
        )


class PromotionQuerySet(LockingQuerySet["Promotion"]):
    """Promotions, in sentences."""

    def running(self, at: object) -> "PromotionQuerySet":
        return self.filter(state=PromotionState.ANNOUNCED, period__contains=at)


class Promotion(models.Model):
    """What is announced: an approved plan and the time in which it holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.OneToOneField(PromotionPlan, on_delete=models.PROTECT, related_name="promotion")
    kind = models.CharField(max_length=16, choices=_choices(PromotionKind))
    period = DateTimeRangeField()
    state = models.CharField(
        max_length=12, choices=_choices(PromotionState), default=PromotionState.ANNOUNCED
    )
    announced_at = models.DateTimeField("made public at")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=400, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GistIndex(
                fields=["period"], name="promotions_in_force", condition=Q(state=PromotionState.ANNOUNCED)
            )
        ]
        triggers: ClassVar = [
            publishes_only_approved("plan_id", version_table="promotions_promotionplan"),
            governed(),
        ]

    def __str__(self) -> str:
        return str(self.plan)

    @property
    def rules_text(self) -> str:
        """Its rules, as everybody reads them."""
        return self.plan.rules_text

    @property
    def total(self) -> int | None:
        """Uses of all members together."""
        return self.plan.total

    @property
    def per_member(self) -> int | None:
        """Uses of one member."""
        return self.plan.per_member

    @property
    def budget_fen(self) -> int | None:
        """What it may cost the house."""
        return self.plan.budget_fen


class Coupon(models.Model):
    """One coupon in the hands of one member. ``ordinal``: which of those a member may have it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=16, unique=True)
    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="coupons")
    holder = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="coupons")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=_choices(CouponState), default=CouponState.HELD)
    way = models.CharField(max_length=8, choices=_choices(CouponWay))
    valid_until = models.DateTimeField()
    issued_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["Coupon"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["promotion", "holder", "ordinal"], name="promotions_coupon_ordinal"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "-issued_at"], name="promotions_coupons_of"),
            models.Index(
                fields=["valid_until"],
                name="promotions_coupons_to_expire",
                condition=Q(state=CouponState.HELD),
            ),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.code


class Redemption(models.Model):
    """One promotion used by one order, and what it took off. ``ordinal`` counts a member's uses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="redemptions")
    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="redemptions")
    kind = models.CharField(max_length=16, choices=_choices(PromotionKind))
    coupon = models.ForeignKey(
        Coupon, on_delete=models.PROTECT, related_name="redemptions", null=True, blank=True
    )
    member = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField(null=True, blank=True)
    fen = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=_choices(RedemptionState), default=RedemptionState.RESERVED
    )
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Redemption"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=PromotionKind.COUPON, coupon__isnull=False)
                | ~Q(kind=PromotionKind.COUPON) & Q(coupon=None),
                name="promotions_redeems_a_held_coupon",
            ),
            models.CheckConstraint(condition=Q(fen__gte=0), name="promotions_redemption_gives"),
            models.UniqueConstraint(
                fields=["coupon"],
                condition=~Q(state=RedemptionState.GIVEN_BACK),
                name="promotions_redemption_of_a_coupon",
            ),
            models.UniqueConstraint(
                fields=["promotion", "member", "ordinal"],
                condition=~Q(state=RedemptionState.GIVEN_BACK) & Q(ordinal__isnull=False),
                name="promotions_redemption_ordinal",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["promotion", "-at"], name="promotions_uses_of")]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"

    @property
    def off_fen(self) -> int:
        """What it took off the order, or gave away."""
        return self.fen

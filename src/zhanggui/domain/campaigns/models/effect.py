"""Where orders came from, what a campaign reached and spent, and what was learnt (B-5.4)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.states import Counted, Decision, Method
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX
from zhanggui.mechanisms import trail
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Link(models.Model):
    """A short address, and a code to be said or typed, that tells where a customer comes from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="links")
    medium = models.CharField(max_length=12, choices=_choices(Medium))
    material = models.ForeignKey(
        "campaigns.Material", on_delete=models.PROTECT, related_name="links", null=True, blank=True
    )
    target = models.CharField(max_length=200, help_text="a page of the shop")
    made_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = LockingQuerySet["Link"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9]{4,12}$"), name="campaigns_code_is_short"
            ),
            models.CheckConstraint(condition=Q(target__startswith="/"), name="campaigns_target_is_ours"),
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.code


class LinkHour(models.Model):
    """What came of one link in one hour: counters, so that no figure needs a scan of clicks or orders.

    No person is in it. Programs that announce themselves are counted apart.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="hours")
    hour = models.DateTimeField()
    clicks = models.PositiveIntegerField(default=0)
    programs = models.PositiveIntegerField(default=0)
    orders = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    revenue_fen = models.BigIntegerField(default=0)
    costed_fen = models.BigIntegerField(default=0, help_text="the part of the revenue whose cost is on file")
    margin_fen = models.BigIntegerField(default=0, help_text="of that part")
    lost = models.PositiveIntegerField(default=0, help_text="cancelled or not paid in time")
    ratings = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "hour"], name="campaigns_one_row_an_hour")
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.hour:%Y-%m-%d %H}"


class Origin(models.Model):
    """Where an order came from: the link or code it was placed with. Written with the order itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField("sales.Order", on_delete=models.PROTECT, related_name="origin")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="origins")
    noted_at = models.DateTimeField()
    placed_counted_at = models.DateTimeField(null=True, blank=True)
    confirmed_counted_at = models.DateTimeField(null=True, blank=True)
    lost_counted_at = models.DateTimeField(null=True, blank=True)
    rating_counted_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Origin"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["noted_at"],
                condition=Q(confirmed_counted_at=None, lost_counted_at=None),
                name="campaigns_origins_open",
            )
        ]
        triggers: ClassVar = [
            trail.governed(
                ignore=[
                    "placed_counted_at",
                    "confirmed_counted_at",
                    "lost_counted_at",
                    "rating_counted_at",
                ]
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id}"


class Reach(models.Model):
    """How many people a campaign reached in one medium on one day, and who says so. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="reaches")
    medium = models.CharField(max_length=12, choices=_choices(Medium))
    day = models.DateField()
    people = models.PositiveIntegerField()
    counted = models.CharField(max_length=12, choices=_choices(Counted))
    source = models.CharField(max_length=120)
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "medium", "day", "source"], name="campaigns_reach_told_once"
            )
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.medium} {self.day}"


class Expense(models.Model):
    """Money a campaign spent: what for, to whom, on which paper. The ledger keeps it within the budget."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="expenses")
    medium = models.CharField(max_length=12, choices=_choices(Medium))
    amount_fen = models.BigIntegerField()
    what = models.CharField(max_length=200)
    paid_to = models.CharField(max_length=120)
    voucher = models.CharField(max_length=60, help_text="number of the invoice or contract")
    recorded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, amount_fen__lte=FEN_MAX), name="campaigns_expense_is_an_amount"
            ),
            models.UniqueConstraint(fields=["campaign", "paid_to", "voucher"], name="campaigns_voucher_once"),
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return self.voucher


class Summary(models.Model):
    """What came of a campaign, frozen with its figures when it was closed (B-5.2.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.OneToOneField("campaigns.Campaign", on_delete=models.PROTECT, related_name="summary")
    text = models.TextField()
    methods = ArrayField(models.CharField(max_length=12, choices=_choices(Method)))
    sample = models.TextField(help_text="which data, whom, how many, when")
    figures = models.JSONField(help_text="the effect by medium, as it stood")
    written_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return str(self.campaign_id)


class Conclusion(models.Model):
    """One finding of a summary or an evaluation, and what follows from it for the next plan (B-5.4.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    summary = models.ForeignKey(
        Summary, on_delete=models.PROTECT, related_name="conclusions", null=True, blank=True
    )
    evaluation = models.ForeignKey(
        "campaigns.Evaluation", on_delete=models.PROTECT, related_name="conclusions", null=True, blank=True
    )
    finding = models.TextField()
    decision = models.CharField(max_length=8, choices=_choices(Decision))
    measure = models.TextField(help_text="what is done differently, and by whom")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(summary__isnull=False, evaluation=None)
                | Q(summary=None, evaluation__isnull=False),
                name="campaigns_conclusion_has_one_source",
            )
        ]
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return self.finding[:60]


class Evaluation(models.Model):
    """The effect of all publicity in one month, looked at together (B-5.4.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField(unique=True, help_text="its first day")
    methods = ArrayField(models.CharField(max_length=12, choices=_choices(Method)))
    sample = models.TextField()
    figures = models.JSONField()
    written_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
